package dev.verdict.reports.write;

import dev.verdict.reports.model.ReportedArtifact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where the log of an attempt is. */
public final class AttemptLogs {
  private final Map<UUID, Map<Integer, String>> byTask = new HashMap<>();

  public AttemptLogs(List<ReportedArtifact> artifacts) {
    for (ReportedArtifact artifact : artifacts) {
      if (artifact.type().equals("log") && artifact.taskId() != null && artifact.url() != null) {
        byTask
            .computeIfAbsent(artifact.taskId(), task -> new HashMap<>())
            .putIfAbsent(artifact.attempt(), artifact.url());
      }
    }
  }

  /** Of this attempt only: another attempt's log would explain something else. */
  public Optional<String> of(UUID taskId, int attempt) {
    return Optional.ofNullable(byTask.getOrDefault(taskId, Map.of()).get(attempt));
  }
}
