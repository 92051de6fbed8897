package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One measured figure of a run or of a task. */
public record Metric(
    UUID id,
    UUID runId,
    @Nullable UUID taskId,
    @Nullable Integer attempt,
    String metricName,
    double metricValue,
    @Nullable String unit,
    Instant recordedAt) {

  /**
   * What a worker measured in an attempt. The id follows from what it is, so a second telling finds
   * the first.
   */
  static List<Metric> of(UUID runId, EventData.TaskFinished task) {
    return task.metrics().entrySet().stream()
        .map(
            metric ->
                new Metric(
                    idOf(task.taskId() + "/" + task.attempt() + "/" + metric.getKey()),
                    runId,
                    task.taskId(),
                    task.attempt(),
                    metric.getKey(),
                    metric.getValue(),
                    unitOf(metric.getKey()),
                    task.finishedAt()))
        .toList();
  }

  /** The same text always gives the same id. */
  public static UUID idOf(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Metrics of workers come without a unit; where the name tells it, it is kept. */
  private static @Nullable String unitOf(String name) {
    if (name.equals("execution_time") || name.endsWith("_seconds")) {
      return "seconds";
    }
    return name.endsWith("_bytes") ? "bytes" : null;
  }
}
