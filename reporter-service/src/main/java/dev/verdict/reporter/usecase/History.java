package dev.verdict.reporter.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.reporter.domain.Metric;
import dev.verdict.reporter.domain.PastResult;
import dev.verdict.reporter.domain.PastRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looking back, the newest first. A page begins after the place where the one before ended. */
public interface History {

  /** Which runs. Whatever is absent does not matter. */
  record RunFilter(
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commitSha,
      @Nullable TaskStatus status,
      @Nullable Instant since,
      @Nullable Instant until) {
    public static final RunFilter ALL = new RunFilter(null, null, null, null, null, null);
  }

  /** Which results of a test. */
  record TestFilter(
      String testId,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commitSha) {}

  /** Which metrics. */
  record MetricFilter(
      @Nullable UUID runId,
      @Nullable UUID taskId,
      @Nullable String metricName,
      @Nullable Instant since,
      @Nullable Instant until) {}

  /** A place in a list that is ordered by time and then by id. */
  record TimePlace(Instant time, UUID id) {}

  /** A place in the list of results of a test. */
  record ResultPlace(UUID run, long sequence) {}

  Future<List<PastRun>> runs(RunFilter filter, @Nullable TimePlace after, int limit);

  Future<List<PastResult>> results(TestFilter filter, @Nullable ResultPlace after, int limit);

  Future<List<Metric>> metrics(MetricFilter filter, @Nullable TimePlace after, int limit);

  Future<Optional<Metric>> metric(UUID id);

  /** Whether run and task are there, and belong together. */
  record Owner(boolean run, boolean task) {}

  Future<Owner> owner(UUID run, @Nullable UUID task);

  /** False when there is one of that id already; then nothing changes. */
  Future<Boolean> add(Metric metric);
}
