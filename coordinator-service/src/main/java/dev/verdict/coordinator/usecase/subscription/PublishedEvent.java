package dev.verdict.coordinator.usecase.subscription;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param position grows with time, and within a stream always
 * @param stream what is kept in order: the run, or the subscription that it is about
 * @param eventId the id of the CloudEvent
 * @param attributes the whole CloudEvent, made only when a condition asks for it
 */
public record PublishedEvent(
    long position,
    UUID stream,
    @Nullable UUID runId,
    String eventId,
    String type,
    Instant at,
    Supplier<Map<String, Object>> attributes) {}
