package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.comparison.Novelty;
import dev.verdict.reporter.domain.flaky.FlakyTest;
import dev.verdict.reporter.usecase.flaky.FlakyStore.Place;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which tests fail by chance, the surest first. */
public final class FlakyTests {
  private final FlakyStore store;

  public FlakyTests(FlakyStore store) {
    this.store = store;
  }

  /** Those that rather do than not. */
  public Future<List<FlakyTest>> list(@Nullable String project, @Nullable Place after, int limit) {
    return list(project, Novelty.FLAKY_FROM, after, limit);
  }

  /**
   * @param from the least probability; with 0 also those that once did
   */
  public Future<List<FlakyTest>> list(
      @Nullable String project, double from, @Nullable Place after, int limit) {
    return store.list(project, from, after, limit);
  }

  public Future<Optional<FlakyTest>> find(@Nullable String project, String testId) {
    return store.find(project == null ? "" : project, testId);
  }
}
