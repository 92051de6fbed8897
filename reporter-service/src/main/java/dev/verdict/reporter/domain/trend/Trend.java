package dev.verdict.reporter.domain.trend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the figures of one group go over its runs.
 *
 * @param p corrected for everything that was asked at once; absent where there are not enough runs
 * @param significant whether the direction is more than chance
 * @param slopePerRun the median step from one run to the next
 * @param changes where the level changed, the oldest first
 * @param explanation all of it in one line
 * @param points the figures, the oldest first
 */
public record Trend(
    String name,
    @JsonUnwrapped Spread spread,
    Direction direction,
    @Nullable Double p,
    boolean significant,
    @Nullable Double slopePerRun,
    List<Change> changes,
    String explanation,
    List<Point> points) {

  /** Which way the figures go. */
  public enum Direction {
    RISING,
    FALLING,
    /** Nothing that chance could not do. */
    STEADY,
    NOT_ENOUGH_RUNS;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A run from which on figures are different.
   *
   * @param lastBefore the commit of the run before: the cause lies between the two
   * @param before median from the change before, or the beginning, to this one; {@code after} to
   *     the next
   * @param ratio after to before; absent where before is zero
   */
  public record Change(
      UUID runId,
      @Nullable String commitSha,
      @Nullable String lastBefore,
      Instant at,
      double before,
      double after,
      @Nullable Double ratio,
      double p) {}
}
