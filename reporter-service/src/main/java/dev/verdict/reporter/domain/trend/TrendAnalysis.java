package dev.verdict.reporter.domain.trend;

import dev.verdict.reporter.domain.trend.Trend.Change;
import dev.verdict.reporter.domain.trend.Trend.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How several groups go over their runs. Each is asked two things: does it rise or fall, and does
 * its level change.
 *
 * <p>The promise: where nothing changes, so that the order of the runs means nothing, the chance
 * that one answer, with all its groups, speaks of even one direction or change is at most the
 * level.
 */
public final class TrendAnalysis {
  /** What may be said wrongly: one answer in twenty. */
  public static final double LEVEL = 0.05;

  /** With fewer no direction can be told from chance among several groups. */
  public static final int FEWEST_RUNS = 10;

  /** More than this of one group are not looked at. */
  public static final int MOST_RUNS = 400;

  private static final int MOST_CHANGES = 5;

  private TrendAnalysis() {}

  public static List<Trend> of(List<Series> groups) {
    return of(groups, LEVEL);
  }

  static List<Trend> of(List<Series> groups, double level) {
    List<Series> enough =
        groups.stream().filter(each -> each.points().size() >= FEWEST_RUNS).toList();
    int questions = 2 * enough.size();
    int draws = (int) Math.max(999, Math.min(19_999, 10 * questions / level));
    double[] p = new double[questions];
    double[] slopes = new double[enough.size()];
    ChangeSearch.Found[] found = new ChangeSearch.Found[enough.size()];
    for (int i = 0; i < enough.size(); i++) {
      double[] values = enough.get(i).values();
      MannKendall direction = MannKendall.of(values);
      found[i] = ChangeSearch.in(values, draws);
      slopes[i] = direction.slope();
      p[2 * i] = direction.p();
      p[2 * i + 1] = found[i].p();
    }
    double[] corrected = Holm.corrected(p);
    List<Trend> trends = new ArrayList<>();
    int nth = 0;
    for (Series group : groups) {
      if (group.points().size() < FEWEST_RUNS) {
        trends.add(notEnough(group));
      } else {
        List<Change> changes =
            corrected[2 * nth + 1] <= level
                ? changes(group, found[nth], corrected[2 * nth + 1], level / questions, draws)
                : List.of();
        trends.add(trend(group, slopes[nth], corrected[2 * nth], level, changes));
        nth++;
      }
    }
    return trends;
  }

  private static Trend notEnough(Series group) {
    int runs = group.points().size();
    return new Trend(
        group.name(),
        Spread.of(group.values()),
        Direction.NOT_ENOUGH_RUNS,
        null,
        false,
        null,
        List.of(),
        "not enough runs: " + runs + " (expected: >= " + FEWEST_RUNS + ")",
        group.points());
  }

  private static Trend trend(
      Series group, double slope, double p, double level, List<Change> changes) {
    boolean significant = p <= level && slope != 0;
    Direction direction =
        !significant ? Direction.STEADY : slope > 0 ? Direction.RISING : Direction.FALLING;
    Spread spread = Spread.of(group.values());
    return new Trend(
        group.name(),
        spread,
        direction,
        p,
        significant,
        slope,
        changes,
        TrendWords.of(spread, direction, slope, p, changes),
        group.points());
  }

  /** The first change splits the runs, and each part is searched at the strictest level. */
  private static List<Change> changes(
      Series group, ChangeSearch.Found first, double p, double level, int draws) {
    List<Split> splits = new ArrayList<>();
    splits.add(new Split(first.at(), p));
    double[] values = group.values();
    search(values, 0, first.at(), level, draws, splits);
    search(values, first.at(), values.length, level, draws, splits);
    splits.sort(java.util.Comparator.comparingInt(Split::at));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      int from = i == 0 ? 0 : splits.get(i - 1).at();
      int to = i + 1 == splits.size() ? values.length : splits.get(i + 1).at();
      changes.add(change(group, values, from, splits.get(i), to));
    }
    return changes;
  }

  private record Split(int at, double p) {}

  private static void search(
      double[] values, int from, int to, double level, int draws, List<Split> splits) {
    if (splits.size() >= MOST_CHANGES || to - from < 2 * ChangeSearch.LEAST_BESIDE) {
      return;
    }
    ChangeSearch.Found found = ChangeSearch.in(Arrays.copyOfRange(values, from, to), draws);
    if (found.p() <= level) {
      splits.add(new Split(from + found.at(), found.p()));
      search(values, from, from + found.at(), level, draws, splits);
      search(values, from + found.at(), to, level, draws, splits);
    }
  }

  private static Change change(Series group, double[] values, int from, Split split, int to) {
    Point point = group.points().get(split.at());
    double before = Spread.of(Arrays.copyOfRange(values, from, split.at())).median();
    double after = Spread.of(Arrays.copyOfRange(values, split.at(), to)).median();
    @Nullable Double ratio = before == 0 ? null : Double.valueOf(after / before);
    return new Change(
        point.runId(),
        point.commitSha(),
        group.points().get(split.at() - 1).commitSha(),
        point.at(),
        before,
        after,
        ratio,
        split.p());
  }

  /** What a trend says, in one line. */
  private static final class TrendWords {
    private TrendWords() {}

    static String of(
        Spread spread, Direction direction, double slope, double p, List<Change> changes) {
      StringBuilder words = new StringBuilder(direction.word());
      if (direction == Direction.STEADY) {
        words.append(": no direction that chance could not make");
      } else if (spread.median() != 0) {
        words.append(
            String.format(
                Locale.ROOT,
                " by %.2f %% of the median from run to run",
                Math.abs(100 * slope / spread.median())));
      }
      words.append(String.format(Locale.ROOT, " (%d runs, p %.4f)", spread.count(), p));
      for (Change change : changes) {
        words.append(
            String.format(
                Locale.ROOT,
                "; from %.4g to %.4g since commit %s",
                change.before(),
                change.after(),
                change.commitSha() == null ? "(unknown)" : change.commitSha()));
      }
      return words.toString();
    }
  }
}
