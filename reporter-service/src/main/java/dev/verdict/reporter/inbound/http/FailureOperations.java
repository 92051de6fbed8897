package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.usecase.failure.FailureHistory.FailedTest;
import dev.verdict.reporter.usecase.failure.FailureHistory.Filter;
import dev.verdict.reporter.usecase.failure.FailureHistory.Place;
import dev.verdict.reporter.usecase.failure.Failures;
import dev.verdict.reports.failure.FailureClass;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/failures}: failures by class and kind. */
public final class FailureOperations {
  private final Failures failures;
  private final FailureDepth usual;

  public FailureOperations(Failures failures, FailureDepth usual) {
    this.failures = failures;
    this.usual = usual;
  }

  /** A page of what is told. */
  private record FailurePage(
      FailureDepth depth,
      List<Failures.ClassTotal> classes,
      List<Cluster> items,
      @Nullable String next) {}

  private record Tests(List<FailedTest> items) {}

  public void addTo(Operations operations) {
    operations
        .handle("listFailures", Scope.READ, this::list)
        .handle("listFailedTests", Scope.READ, this::tests);
  }

  private Future<Reply> list(Call call) {
    Filter filter =
        new Filter(
            Queries.uuid(call, "run_id"),
            Queries.text(call, "project"),
            Queries.text(call, "branch"),
            call.query("class").map(FailureClass::of).orElse(null),
            Queries.uuid(call, "fingerprint"),
            Queries.time(call, "since"),
            Queries.time(call, "until"));
    FailureDepth depth = call.query("depth").map(FailureDepth::of).orElse(usual);
    int limit = Queries.limit(call);
    Place after = Cursors.failurePlace(call.query("cursor"));
    return failures
        .told(filter, depth, after, limit + 1)
        .map(told -> Reply.json(200, page(told, limit)));
  }

  private static FailurePage page(Failures.Told told, int limit) {
    var page =
        Queries.page(
            told.items(),
            limit,
            cluster -> Cursors.of(new Place(cluster.order(), cluster.fingerprint())));
    return new FailurePage(told.depth(), told.classes(), page.items(), page.next());
  }

  private Future<Reply> tests(Call call) {
    return failures
        .tests(
            call.id("id", "run"), call.id("fingerprint", "kind of failures"), Queries.limit(call))
        .map(tests -> Reply.json(200, new Tests(tests)));
  }
}
