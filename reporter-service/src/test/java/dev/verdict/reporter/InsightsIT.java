package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.domain.comparison.ComparedTest;
import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.domain.flaky.FlakyTest;
import dev.verdict.reporter.stream.SmallRun;
import dev.verdict.reporter.usecase.failure.FailureHistory.Filter;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is made of runs that have ended: compared, sorted, judged. */
class InsightsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private LookedAt history;
  private int hours;

  @BeforeEach
  void open() {
    history = new LookedAt(postgres.freshDatabase(), InsightSettings.USUAL);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private SmallRun on(String branch, String commit) {
    Instant start = LookedAt.NOW.minus(Duration.ofDays(3)).plus(Duration.ofHours(hours++));
    return SmallRun.on(branch, commit, start);
  }

  private Comparison compared(SmallRun run) {
    return LookedAt.await(history.insights().comparison().of(run.id())).orElseThrow();
  }

  private List<Cluster> clusters(Filter filter) {
    return LookedAt.await(
        history.insights().failures().clusters(filter, FailureDepth.COMPREHENSIVE, null, 100));
  }

  private List<FlakyTest> flaky(double from) {
    return LookedAt.await(history.insights().flaky().list("shop", from, null, 100));
  }

  private static List<String> names(List<ComparedTest> tests) {
    return tests.stream().map(ComparedTest::name).toList();
  }

  @Test
  void whatIsNewBrokenBeforeFixedAndGoneIsToldApart() {
    history.run(
        on("main", "c1")
            .passed("adds", "removes", "pays", "ships_home")
            .failed("old", "E", "x y z")
            .end());
    history.run(
        on("main", "c2")
            .passed("adds", "removes", "pays", "ships_home")
            .failed("old", "E", "x y z")
            .failed("sick", "E", "sick note")
            .end());
    SmallRun run =
        history.run(
            on("feature", "f1")
                .passed("adds", "sick", "ships_home_now")
                .failed("pays", "E", "no price")
                .failed("old", "E", "x y z")
                .failed("fresh", "E", "no price")
                .end());

    Comparison comparison = compared(run);

    assertThat(comparison.base()).isEqualTo("main");
    assertThat(comparison.with()).hasSize(2);
    assertThat(names(comparison.newFailures())).containsExactlyInAnyOrder("pays", "fresh");
    assertThat(names(comparison.brokenBefore())).containsExactly("old");
    assertThat(comparison.brokenBefore().getFirst().badRunsBefore()).isEqualTo(2);
    assertThat(comparison.newFailures())
        .filteredOn(test -> !test.knownOnBase())
        .extracting(ComparedTest::name)
        .containsExactly("fresh");
    assertThat(names(comparison.fixed())).containsExactly("sick");
    assertThat(comparison.missing()).extracting(test -> test.name()).containsExactly("removes");
    assertThat(comparison.renamed())
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.before().name()).isEqualTo("ships_home");
              assertThat(pair.now().name()).isEqualTo("ships_home_now");
            });
    assertThat(comparison.counts().newFailures()).isEqualTo(2);
  }

  @Test
  void aRunThatIsComparedWithNothingSaysSo() {
    SmallRun run = history.run(on("main", "c1").failed("pays", "E", "no price").end());

    assertThat(compared(run).base()).isNull();
    assertThat(names(compared(run).newFailures())).containsExactly("pays");
    assertThat(LookedAt.await(history.insights().comparison().of(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void failuresOfOneKindAreOneClusterOverTestsAndRunsUntilSolved() {
    history.run(on("main", "c0").passed("pays", "ships").end());
    SmallRun first =
        history.run(
            on("main", "c1")
                .failed("pays", "KeyError", "order 17 has no price tag")
                .failed("ships", "KeyError", "order 18 has no price tag")
                .end());
    SmallRun second =
        history.run(
            on("main", "c2")
                .passed("ships")
                .failed("pays", "KeyError", "order 9 has no price tag")
                .end());

    assertThat(clusters(Filter.ofRun(first.id())))
        .singleElement()
        .satisfies(
            cluster -> {
              assertThat(cluster.tests()).isEqualTo(2);
              assertThat(cluster.runs()).isEqualTo(2);
              assertThat(cluster.first().runId()).isEqualTo(first.id());
              assertThat(cluster.last().runId()).isEqualTo(second.id());
              assertThat(cluster.goodCommit()).isEqualTo("c0");
              assertThat(cluster.solved()).isNull();
              assertThat(cluster.examples()).hasSize(2);
              assertThat(cluster.workers()).containsExactly("worker-1");
            });

    SmallRun fixed = history.run(on("main", "c3").passed("pays", "ships").end());

    Cluster solved = clusters(new Filter(null, "shop", "main", null, null, null, null)).getFirst();
    assertThat(Objects.requireNonNull(solved.solved()).runId()).isEqualTo(fixed.id());
    assertThat(solved.solved().commitSha()).isEqualTo("c3");

    SmallRun elsewhere =
        history.run(
            on("feature", "f1")
                .failed("refunds", "KeyError", "order 4 has no price tag at all")
                .end());
    assertThat(clusters(Filter.ofRun(elsewhere.id())).getFirst().similar())
        .singleElement()
        .satisfies(
            like -> {
              assertThat(like.lastBadCommit()).isEqualTo("c2");
              assertThat(like.solvedCommit()).isEqualTo("c3");
            });
  }

  @Test
  void lookingTwiceChangesNothing() {
    SmallRun run = on("main", "c1").failed("pays", "E", "no price tag").passed("ships").end();
    history.run(run);
    Cluster before = clusters(Filter.ofRun(run.id())).getFirst();
    LookedAt.await(
        history.database().pool().query("UPDATE run_digests SET digested = 0").execute());

    history.run(run);

    assertThat(clusters(Filter.ofRun(run.id()))).containsExactly(before);
  }

  @Test
  void aRunThatEndsAgainIsLookedAtAgain() {
    SmallRun run = on("main", "c1").failed("pays", "E", "no price tag").end();
    history.run(run);

    history.run(run.again().passed("pays").end());

    assertThat(clusters(Filter.ofRun(run.id()))).isEmpty();
    assertThat(names(compared(run).passedOnRetry())).containsExactly("pays");
    assertThat(flaky(0.5)).extracting(test -> test.test().name()).containsExactly("pays");
  }

  @Test
  void aTestThatDisagreesWithItselfAtOneCommitIsFlaky() {
    history.run(on("main", "c1").failed("pays", "E", "too late again").passed("ships").end());
    assertThat(flaky(0)).isEmpty();

    history.run(on("main", "c1").passed("pays", "ships").end());

    FlakyTest pays = flaky(0.5).getFirst();
    assertThat(pays.test().name()).isEqualTo("pays");
    assertThat(pays.judgement().failures()).isEqualTo(1);
    assertThat(pays.judgement().executions()).isEqualTo(2);
    assertThat(pays.judgement().reasons().getFirst()).contains("same commit", "c1");

    SmallRun run = history.run(on("feature", "f1").failed("pays", "E", "too late again").end());
    assertThat(names(compared(run).flaky())).containsExactly("pays");
    assertThat(compared(run).newFailures()).isEmpty();
  }

  @Test
  void aTestThatIsBrokenByACommitIsNotFlaky() {
    history.run(on("main", "c1").passed("pays").end());
    history.run(on("main", "c2").failed("pays", "E", "no price tag").end());
    history.run(on("main", "c3").passed("pays").end());

    assertThat(flaky(0)).isEmpty();
  }

  @Test
  void whatIsBadIsToldWithTheRunThatHadItFirstAndWhoHadChangedWhat() {
    history.run(on("main", "c1").passed("pays", "ships").end());
    Map<String, Object> pushed =
        Map.of(
            "event",
            "push",
            "commit_message",
            String.join("\n", "Round half up", "", "and more"),
            "changed_files",
            List.of("src/a.py", "src/b.py"),
            "changed_files_total",
            7);
    Instant start = LookedAt.NOW.minus(Duration.ofDays(2));
    SmallRun first =
        history.run(
            SmallRun.on("main", "c2", start, pushed)
                .failed("pays", "E", "no price")
                .passed("ships")
                .end());
    SmallRun last =
        history.run(
            SmallRun.on("main", "c3", start.plusSeconds(60))
                .failed("pays", "E", "no price")
                .failed("ships", "E", "no box")
                .lost("nobody's change")
                .end());

    List<FirstSeen> seen = LookedAt.await(history.insights().sightings().of(last.id()));

    assertThat(seen).hasSize(2);
    FirstSeen pays = seen.stream().filter(each -> !each.here()).findFirst().orElseThrow();
    assertThat(pays.runId()).isEqualTo(first.id().toString());
    assertThat(pays.examples()).containsExactly("tests/test_shop.py::pays");
    assertThat(pays.author()).isEqualTo("ada");
    assertThat(pays.title()).isEqualTo("Round half up");
    assertThat(pays.files()).containsExactly("src/a.py", "src/b.py");
    assertThat(pays.moreFiles()).isEqualTo(5);
    assertThat(pays.goodCommit()).isEqualTo("c1");
    FirstSeen ships = seen.stream().filter(FirstSeen::here).findFirst().orElseThrow();
    assertThat(ships.author()).as("who started a run has changed nothing by that").isNull();
    assertThat(ships.goodCommit()).isEqualTo("c2");
  }
}
