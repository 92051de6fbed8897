package dev.verdict.reporter.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.domain.trend.Trend.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of which we know the truth. Where nothing changes, how many of the answers raise an
 * alarm must bear out the promise: the rate is measured, and the promise must not lie below what
 * the measurement proves with 99.9 percent (Clopper and Pearson). Where something changes, most
 * answers must say so.
 */
class PromisedAlarmsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ANSWERS = 600;

  /** What durations of tests look like. */
  enum Noise {
    NORMAL {
      @Override
      double of(Random random) {
        return 10 + random.nextGaussian();
      }
    },
    SKEWED {
      @Override
      double of(Random random) {
        return Math.exp(1 + 0.5 * random.nextGaussian());
      }
    },
    OUTLIERS {
      @Override
      double of(Random random) {
        return random.nextInt(20) == 0 ? 500 * random.nextDouble() : 10 + random.nextGaussian();
      }
    },
    ROUNDED {
      @Override
      double of(Random random) {
        return Math.floor(3 * random.nextDouble());
      }
    };

    abstract double of(Random random);
  }

  @ParameterizedTest
  @EnumSource
  void falseAlarmsAreNotMoreThanPromised(Noise noise) {
    Random random = new Random(noise.ordinal());
    int alarms = 0;
    for (int answer = 0; answer < ANSWERS; answer++) {
      List<Series> groups = new ArrayList<>();
      for (int group = 0; group < 4; group++) {
        int runs = TrendAnalysis.FEWEST_RUNS + random.nextInt(40);
        groups.add(series(runs, run -> noise.of(random)));
      }
      alarms += TrendAnalysis.of(groups).stream().anyMatch(PromisedAlarmsTest::isAlarm) ? 1 : 0;
    }
    assertThat(atLeast(alarms))
        .describedAs("%d alarms in %d answers without a change", alarms, ANSWERS)
        .isLessThanOrEqualTo(TrendAnalysis.LEVEL);
  }

  /** The check above would be worth nothing if it passed whatever the level. */
  @Test
  void theCheckFailsForAnalysesThatPromiseTooMuch() {
    Random random = new Random(7);
    int alarms = 0;
    for (int answer = 0; answer < ANSWERS; answer++) {
      List<Series> one = List.of(series(30, run -> Noise.SKEWED.of(random)));
      alarms += TrendAnalysis.of(one, 0.25).stream().anyMatch(PromisedAlarmsTest::isAlarm) ? 1 : 0;
    }
    assertThat(atLeast(alarms)).isGreaterThan(TrendAnalysis.LEVEL);
  }

  @ParameterizedTest
  @EnumSource(names = {"NORMAL", "SKEWED", "OUTLIERS"})
  void aStepIsFoundWhereItIs(Noise noise) {
    Random random = new Random(11);
    int found = 0;
    int near = 0;
    int answers = 100;
    for (int answer = 0; answer < answers; answer++) {
      Series stepped = series(40, run -> noise.of(random) * (run < 25 ? 1 : 1.8));
      Trend trend = TrendAnalysis.of(List.of(stepped)).getFirst();
      found += trend.changes().isEmpty() ? 0 : 1;
      near +=
          trend.changes().stream()
                  .anyMatch(change -> Math.abs(indexOf(stepped, change.runId()) - 25) <= 3)
              ? 1
              : 0;
    }
    assertThat(found).describedAs("%s: of 100 steps of 80 %%", noise).isGreaterThanOrEqualTo(70);
    assertThat(near).isGreaterThanOrEqualTo(60);
  }

  @Test
  void aStepInTheLastRunsIsFoundSoon() {
    Random random = new Random(3);
    int found = 0;
    for (int answer = 0; answer < 100; answer++) {
      Series fresh = series(50, run -> Noise.NORMAL.of(random) + (run < 44 ? 0 : 5));
      found += TrendAnalysis.of(List.of(fresh)).getFirst().changes().isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThanOrEqualTo(90);
  }

  @Test
  void aSlowRiseIsFound() {
    Random random = new Random(5);
    int rising = 0;
    for (int answer = 0; answer < 100; answer++) {
      Series slow = series(40, run -> Noise.NORMAL.of(random) + 0.08 * run);
      rising += TrendAnalysis.of(List.of(slow)).getFirst().direction() == Direction.RISING ? 1 : 0;
    }
    assertThat(rising).isGreaterThanOrEqualTo(90);
  }

  @Test
  void fewRunsAreNotJudged() {
    Trend trend = TrendAnalysis.of(List.of(series(9, run -> run))).getFirst();
    assertThat(trend.direction()).isEqualTo(Direction.NOT_ENOUGH_RUNS);
    assertThat(trend.p()).isNull();
    assertThat(trend.explanation()).isEqualTo("not enough runs: 9 (expected: >= 10)");
    assertThat(trend.spread().avg()).isEqualTo(4);
  }

  @Test
  void figuresThatAreAllTheSameAreSteady() {
    Trend trend = TrendAnalysis.of(List.of(series(30, run -> 2))).getFirst();
    assertThat(trend.direction()).isEqualTo(Direction.STEADY);
    assertThat(trend.changes()).isEmpty();
  }

  @Test
  void theChangeNamesItsRunAndWhatCameBefore() {
    Series stepped = series(30, run -> run < 20 ? 10 + run % 3 : 20 + run % 3);
    Trend.Change change = TrendAnalysis.of(List.of(stepped)).getFirst().changes().getFirst();
    assertThat(change.commitSha()).isEqualTo("c20");
    assertThat(change.lastBefore()).isEqualTo("c19");
    assertThat(change.before()).isEqualTo(11);
    assertThat(change.after()).isEqualTo(21);
  }

  private static boolean isAlarm(Trend trend) {
    return trend.significant() || !trend.changes().isEmpty();
  }

  /** So high the true rate is at least, with 99.9 percent. */
  private static double atLeast(int alarms) {
    return alarms == 0
        ? 0
        : BetaDistribution.of(alarms, ANSWERS - alarms + 1).inverseCumulativeProbability(0.001);
  }

  private static int indexOf(Series series, UUID run) {
    return series.points().stream().map(Point::runId).toList().indexOf(run);
  }

  private static Series series(int runs, java.util.function.IntToDoubleFunction value) {
    List<Point> points = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      points.add(
          new Point(new UUID(1, run), "c" + run, START.plusSeconds(run), value.applyAsDouble(run)));
    }
    return new Series("main", points);
  }
}
