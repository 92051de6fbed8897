package dev.verdict.coordinator.usecase.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one trigger made of a delivery.
 *
 * @param outcome in words
 * @param runId that was started, cancelled or opened again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Effect(
    UUID triggerId,
    String trigger,
    String action,
    String outcome,
    @Nullable UUID runId,
    String detail) {}
