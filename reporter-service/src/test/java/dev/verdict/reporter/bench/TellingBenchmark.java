package dev.verdict.reporter.bench;

import dev.verdict.ci.http.Clockwork;
import dev.verdict.contract.api.CiContext;
import dev.verdict.reporter.RecordedGitHub;
import dev.verdict.reporter.RunningReporter;
import dev.verdict.reporter.TellingSettings;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * From the last event of a run to the mark on its commit and the comment at its pull request, at a
 * provider that answers each call in 50 ms. The run has 200 tests, some of them bad, and was told
 * while it went on. Run it like {@link ProjectionBenchmark}.
 */
public final class TellingBenchmark {
  private static final long CALL_MS = 50;
  private static final int WARM_UP = 10;
  private static final int TESTS = 200;
  private static final PrintStream OUT = System.out;

  private TellingBenchmark() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    Postgres postgres = Backing.postgres();
    Kafka kafka = Backing.kafka();
    Vertx vertx = Vertx.vertx();
    SlowGitHub github = RunningReporter.await(SlowGitHub.start(vertx, CALL_MS));
    TellingSettings settings =
        new TellingSettings(
            RecordedGitHub.rules(Duration.ofSeconds(60)),
            Map.of("github", Map.of("token", "ghs_bench", "api_url", github.url())));
    try (RunningReporter reporter =
        new RunningReporter(
            postgres.database(),
            kafka.bootstrapServers(),
            kafka.freshTopic("events", 1),
            settings,
            Clockwork::real)) {
      double[] mark = new double[rounds];
      double[] comment = new double[rounds];
      double[] both = new double[rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        double[] took = round(reporter, github, round + WARM_UP + 1);
        int at = Math.max(0, round);
        mark[at] = took[0];
        comment[at] = took[1];
        both[at] = Math.max(took[0], took[1]);
      }
      OUT.printf(
          "%d runs of %d tests, a provider that answers in %d ms; from the publishing of the last"
              + " event to the answer:%n",
          rounds, TESTS, CALL_MS);
      print("mark on the commit (1 call)", mark);
      print("comment (a listing, then the comment)", comment);
      print("both (target p50 300 ms)", both);
    }
    System.exit(0);
  }

  private static double[] round(RunningReporter reporter, SlowGitHub github, int number) {
    String commit = "%040x".formatted(number);
    CiContext ci =
        new CiContext("github", "acme/shop", null, commit, "feature", "9" + number, null);
    PlausibleRun run = PlausibleRun.unfinished("checks", ci, 1, TESTS, PlausibleRun.START);
    Future<Long> began = github.answered("/statuses/" + commit, "\"pending\"");
    int before = run.events().size();
    reporter.publish(run.events());
    RunningReporter.await(began);
    run.finish();
    Future<Long> mark = github.answered("/statuses/" + commit, "\"failure\"");
    Future<Long> comment = github.answered("/issues/9" + number + "/comments", "body");
    long start = System.nanoTime();
    reporter.publish(run.events().subList(before, run.events().size()));
    return new double[] {
      (RunningReporter.await(mark) - start) / 1e6, (RunningReporter.await(comment) - start) / 1e6
    };
  }

  private static void print(String what, double[] took) {
    double[] sorted = took.clone();
    Arrays.sort(sorted);
    OUT.printf(
        "  %-40s p50 %5.0f ms   p95 %5.0f ms   fastest %5.0f ms%n",
        what, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[0]);
  }
}
