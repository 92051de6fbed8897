package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestCounts;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the author of a provider says about it, for {@link CiProviderKit} to hold it to. */
public abstract class CiSubject {
  /** Settings that are secret have this value, so that the kit can look for it. */
  public static final String TOKEN = "tok-1f7be29c6a0d4e85";

  public static final String SHA = "9fceb02d0ae598e95dc970b74767f19372d61af8";

  private static final int WAIT = 30;

  /** A provider as its host makes it, in this kit's time. */
  protected abstract CiProvider open(Map<String, String> settings);

  protected abstract Vertx vertx();

  /** Whose seconds are short, so that waiting takes no time. */
  protected abstract Clock clock();

  /** Settings that lead to the recorded API. */
  protected abstract Map<String, String> settings(URI api);

  /** Records the API, with fresh contents, before each test. */
  protected abstract void record(RecordedApi api);

  /** The id of a run of the CI system that the record has: finished, with artifacts. */
  protected abstract String ciRun();

  /** What artifacts that run has; more than a page of them, where the API has pages. */
  protected abstract List<String> artifactNames();

  /** How many calls it takes to find all of them. */
  protected abstract int listingCalls();

  /** From here on the record says a word about {@link #ciRun()} that nobody knows. */
  protected abstract void sayUnknownStatus();

  /** How many comments pull request 7 has, in the record. */
  protected abstract int comments();

  /** False: there is no API that could fail. */
  protected boolean speaksHttp() {
    return true;
  }

  /** One of {@link #artifactNames} to which it makes fresh links; null if it makes none. */
  protected @Nullable String freshlyLinked() {
    return null;
  }

  /** From here on what it keeps itself cannot be reached; for one that {@link #speaksHttp} not. */
  protected void ruin() throws Exception {
    throw new UnsupportedOperationException("ruin: nothing (expected: what is kept, made useless)");
  }

  /** Whose names errors may have: its own, and its repository's host's. */
  protected Set<String> errorNames(CiProvider provider) {
    return Set.of(provider.name());
  }

  /** The status that the operation answers with {@code expected}; override what differs. */
  protected @Nullable Class<? extends Throwable> errorFor(
      Operation operation, int status, Class<? extends Throwable> usual) {
    return usual;
  }

  /** Names that a file can have; override only where the CI system takes fewer. */
  protected List<String> awkwardNames() {
    return List.of(
        "plain.txt",
        "with space #1 50% & more.txt",
        "Übersicht 日本 – log.txt",
        "out/test logs/100%/a+b.txt");
  }

  protected NewTestRun newRun() {
    return new NewTestRun(
        "5f0c9a52-6a0e-4d0e-9a43-1f6d1f4d9a10",
        "unit tests",
        ciRun(),
        SHA,
        "main",
        "7",
        URI.create("https://verdict.example/runs/5f0c9a52"),
        Instant.parse("2026-11-20T10:00:00Z"));
  }

  protected TestRunUpdate update(RunState state) {
    TestResult bad =
        new TestResult(
            "Sums › adds up",
            TestResult.Outcome.FAILED,
            "src/test/SumsTest.java",
            17,
            Duration.ofMillis(12),
            "expected: <4> but was: <5>",
            "at SumsTest.addsUp(SumsTest.java:17)");
    TestResult good =
        new TestResult(
            "Sums › starts at 0",
            TestResult.Outcome.PASSED,
            null,
            null,
            Duration.ofMillis(3),
            null,
            null);
    return new TestRunUpdate(
        state,
        "1 of 2 tests failed",
        "## 1 of 2 tests failed\n\n" + "| test | verdict |\n".repeat(6_000),
        new TestCounts(2, 1, 1, 0, Duration.ofMillis(15)),
        List.of(bad, good),
        URI.create("https://verdict.example/runs/5f0c9a52"),
        state.isFinal() ? Instant.parse("2026-11-20T10:05:00Z") : null);
  }

  protected BuildStatus status(RunState state) {
    return new BuildStatus(
        SHA,
        state,
        "verdict/unit tests",
        "2 tests, 1 failed. ".repeat(60),
        URI.create("https://verdict.example/runs/5f0c9a52"),
        "main",
        "7");
  }

  protected PrComment comment(String body) {
    return new PrComment("7", "unit tests", body);
  }

  protected ArtifactUpload upload(String name, dev.verdict.plugin.ci.ArtifactSource source) {
    return new ArtifactUpload(ciRun(), name, "text/plain", source);
  }

  protected static <T> T await(Future<T> future) throws Exception {
    return future.await(WAIT, TimeUnit.SECONDS);
  }
}
