package dev.verdict.reporter.usecase.failure;

import dev.verdict.reporter.domain.failure.BadResult;
import dev.verdict.reporter.domain.failure.RunFailures;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the failures of a run by class and kind, some thousand at a time. */
public final class SortFailures implements DigestStep {
  private static final int AT_ONCE = 1_000;

  /** What comes after that many has been seen before. */
  private static final int MOST = 50_000;

  private final Vertx vertx;
  private final FailureStore store;

  public SortFailures(Vertx vertx, FailureStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  @Override
  public String name() {
    return "failures";
  }

  @Override
  public Future<Void> digest(EndedRun run) {
    RunFailures failures = new RunFailures();
    return read(run, failures, null).compose(read -> store.keep(run, failures));
  }

  private Future<Void> read(EndedRun run, RunFailures failures, @Nullable BadResult after) {
    return store
        .bad(run.id(), after, AT_ONCE)
        .compose(
            results ->
                sort(failures, results)
                    .compose(
                        sorted ->
                            results.size() < AT_ONCE || failures.results() >= MOST
                                ? Future.succeededFuture()
                                : read(run, failures, results.getLast())));
  }

  private Future<Void> sort(RunFailures failures, List<BadResult> results) {
    return vertx.executeBlocking(
        () -> {
          results.forEach(failures::add);
          return null;
        },
        false);
  }
}
