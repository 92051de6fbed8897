package dev.verdict.reporter.domain.failure;

import dev.verdict.reports.failure.FailureAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All failures of one run by their kind. */
public final class RunFailures {
  private final Map<UUID, RunCluster> clusters = new LinkedHashMap<>();
  private int results;

  public void add(BadResult result) {
    FailureAnalysis analysis = FailureAnalysis.of(result.failure());
    clusters
        .computeIfAbsent(analysis.fingerprint().key(), key -> new RunCluster(analysis, result))
        .add(result);
    results++;
  }

  public int results() {
    return results;
  }

  /**
   * In the order of their keys, so that two runs that are written at once do not block each other.
   */
  public List<RunCluster> clusters() {
    List<RunCluster> sorted = new ArrayList<>(clusters.values());
    sorted.sort(
        java.util.Comparator.comparing(each -> each.analysis().fingerprint().key().toString()));
    return sorted;
  }
}
