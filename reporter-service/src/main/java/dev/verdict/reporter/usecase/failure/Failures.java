package dev.verdict.reporter.usecase.failure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.domain.failure.SolvedBefore;
import dev.verdict.reporter.usecase.failure.FailureHistory.FailedTest;
import dev.verdict.reporter.usecase.failure.FailureHistory.Filter;
import dev.verdict.reporter.usecase.failure.FailureHistory.Place;
import dev.verdict.reports.failure.FailureClass;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells of failures: how many of each class, each kind, and what is like it and was solved. */
public final class Failures {
  private static final int MOST_SOLVED = 500;

  private final FailureHistory history;

  public Failures(FailureHistory history) {
    this.history = history;
  }

  /** A class, what it means, and how much of it there is. */
  public record ClassTotal(
      @JsonProperty("class") FailureClass failureClass,
      String meaning,
      long kinds,
      long failures) {}

  /**
   * What is told.
   *
   * @param items one more than was asked for where there is more
   */
  public record Told(FailureDepth depth, List<ClassTotal> classes, List<Cluster> items) {}

  public Future<Told> told(Filter filter, FailureDepth depth, @Nullable Place after, int limit) {
    var classes = history.classes(filter).map(Failures::totals);
    if (depth == FailureDepth.BASIC) {
      return classes.map(counted -> new Told(depth, counted, List.of()));
    }
    var clusters = clusters(filter, depth, after, limit);
    return Future.all(classes, clusters)
        .map(both -> new Told(depth, classes.result(), clusters.result()));
  }

  /** The kinds alone. */
  public Future<List<Cluster>> clusters(
      Filter filter, FailureDepth depth, @Nullable Place after, int limit) {
    var found = history.clusters(filter, after, limit);
    return depth == FailureDepth.COMPREHENSIVE
        ? found.compose(this::withSimilar)
        : found.map(clusters -> clusters.stream().map(Cluster::withoutMachines).toList());
  }

  /** The tests of a run that are of one kind. */
  public Future<List<FailedTest>> tests(UUID run, UUID fingerprint, int limit) {
    return history.tests(run, fingerprint, limit);
  }

  /** What was solved is asked for once for each project. */
  private Future<List<Cluster>> withSimilar(List<Cluster> clusters) {
    Map<String, List<SolvedBefore>> solved = new ConcurrentHashMap<>();
    List<Future<List<SolvedBefore>>> asked =
        clusters.stream()
            .map(Cluster::project)
            .distinct()
            .map(
                project ->
                    history
                        .solved(project, MOST_SOLVED)
                        .onSuccess(found -> solved.put(project, found)))
            .toList();
    return Future.all(asked)
        .map(
            all ->
                clusters.stream()
                    .map(
                        each ->
                            each.withSimilar(
                                SolvedBefore.like(
                                    each, solved.getOrDefault(each.project(), List.of()))))
                    .toList());
  }

  private static List<ClassTotal> totals(List<FailureHistory.ClassCount> counts) {
    return counts.stream()
        .map(
            count ->
                new ClassTotal(
                    count.failureClass(),
                    count.failureClass().sentence(),
                    count.kinds(),
                    count.failures()))
        .toList();
  }
}
