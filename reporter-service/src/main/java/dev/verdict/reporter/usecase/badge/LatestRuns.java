package dev.verdict.reporter.usecase.badge;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs that ended last. */
public interface LatestRuns {

  /**
   * One that ended.
   *
   * @param testType such as {@code integration}, where whoever started it said so
   */
  record Ended(
      @Nullable String name,
      @Nullable String testType,
      Verdict verdict,
      Counts counts,
      Instant createdAt) {}

  /**
   * The newest first, a bounded number.
   *
   * @param branches any of these; with an empty text those without a branch count too
   */
  Future<List<Ended>> ended(@Nullable String project, List<String> branches);

  /** The latest coverage in percent that was recorded for one of these runs. */
  Future<Optional<Double>> coverage(@Nullable String project, List<String> branches);
}
