package dev.verdict.reporter.domain.telling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One place at which one run is to be told, claimed by us for a while.
 *
 * @param claim the number of the claim: with an older one nothing can be noted any more
 * @param subject the run, the commit or the pull request
 * @param wanted up to which wish this tells
 * @param wantedAt since when something waits to be told
 * @param remoteId how the place is called there, once it is there
 * @param said the last that was said there, of {@code saidRun}
 * @param noted how many results have been noted beside the test run
 * @param tries that have failed since the last that did not
 * @param traceparent the trace that the run belongs to
 */
public record Telling(
    long id,
    long claim,
    Surface surface,
    String provider,
    String repository,
    String subject,
    String suite,
    UUID runId,
    long wanted,
    Instant wantedAt,
    @Nullable String remoteId,
    @Nullable Said said,
    @Nullable UUID saidRun,
    int noted,
    int tries,
    @Nullable Instant failingSince,
    @Nullable String traceparent) {}
