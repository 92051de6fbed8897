package dev.verdict.reporter.domain.telling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One place at which a run is told, as somebody sees it who asks.
 *
 * @param state {@code told}, {@code waiting}, {@code telling}, {@code failing}, {@code refused} or
 *     {@code silent}: by the rules nothing is said there
 * @param said the state that stands there now
 * @param saidRun whose state that is
 * @param nextTryAt absent when nothing waits
 */
public record ToldPlace(
    String surface,
    String provider,
    String repository,
    String subject,
    @Nullable String suite,
    String state,
    @Nullable String said,
    @Nullable String title,
    @Nullable Instant saidAt,
    @Nullable UUID saidRun,
    @Nullable String remoteId,
    @Nullable String url,
    int tries,
    @Nullable Instant failingSince,
    @Nullable Instant nextTryAt,
    @Nullable String error) {}
