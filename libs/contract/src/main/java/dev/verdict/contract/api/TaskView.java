package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands.
 *
 * @param reason why it has its verdict, or why it waits
 * @param parameters fields of the request that are not ours, at the top level as they came
 */
public record TaskView(
    UUID id,
    UUID runId,
    String type,
    String name,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable LostReason lostReason,
    int priority,
    @Nullable String user,
    @Nullable Source source,
    TaskConfig config,
    Requirements requirements,
    int timeout,
    RetryPolicy retry,
    Instant createdAt,
    Instant updatedAt,
    int attempt,
    @Nullable TaskWorker worker,
    @Nullable TaskResult result,
    List<String> files,
    int planned,
    Map<String, String> links,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> parameters) {

  /** Who has it, or had it last. */
  public record TaskWorker(UUID id, String name, String status, List<String> availableHardware) {}

  /** What came of the last attempt. */
  public record TaskResult(
      @Nullable String status,
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      @Nullable Double duration,
      @Nullable Integer exitCode,
      Counts tests,
      Map<String, Double> metrics) {}
}
