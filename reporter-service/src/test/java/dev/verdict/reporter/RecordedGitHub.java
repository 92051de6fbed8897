package dev.verdict.reporter;

import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.contract.api.CiContext;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.reporter.usecase.telling.TellingRules;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** GitHub as its provider's test records it, and what it was told. */
public final class RecordedGitHub implements AutoCloseable {
  private static final String TOKEN = "a-token-of-nobody";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Vertx vertx = Vertx.vertx();
  private final RecordedApi api;
  private final GitHubRecord record;

  /** Comments of others, which were there before. */
  private final int others;

  public RecordedGitHub(Clock clock) {
    api = RunningReporter.await(RecordedApi.start(vertx, clock));
    record = new GitHubRecord(api, TOKEN, "/api/v3");
    others = record.commentCount();
  }

  RecordedApi api() {
    return api;
  }

  /** Tells at once what changes, unless {@code more} says otherwise. */
  public TellingSettings settings(TellingRules rules, Map<String, String> more) {
    Map<String, String> github = new HashMap<>(more);
    github.put("token", TOKEN);
    github.put("repository", GitHubRecord.REPOSITORY);
    github.put("api_url", api.url() + "/api/v3");
    return new TellingSettings(rules, Map.of("github", github));
  }

  /** The usual rules but for how long things take. */
  public static TellingRules rules(Duration interval) {
    TellingRules usual = TellingRules.USUAL;
    return new TellingRules(
        usual.surfaces(),
        usual.format(),
        interval,
        false,
        usual.context(),
        usual.comment(),
        usual.template(),
        true,
        usual.baseBranches(),
        usual.concurrency(),
        Duration.ofSeconds(3),
        Duration.ofMillis(100),
        usual.giveUpAfter(),
        Optional.of(URI.create("https://verdict.example.org")));
  }

  /** A run of a commit here; the fiftieth test of each task fails. */
  public static PlausibleRun run(String name, String commit, @Nullable String pr, int tests) {
    CiContext ci =
        new CiContext("github", GitHubRecord.REPOSITORY, null, commit, "feature", pr, null);
    return PlausibleRun.unfinished(name, ci, 1, tests, PlausibleRun.START);
  }

  static String commit(int number) {
    return "%040x".formatted(number);
  }

  /** The states that a commit was marked with, in their order. */
  List<String> statuses(String commit) {
    return api.seen(HttpMethod.POST).stream()
        .filter(each -> each.rawPath().endsWith("/statuses/" + commit))
        .map(each -> each.json().getString("state"))
        .toList();
  }

  /** What check runs were told to be, in their order. */
  List<JsonObject> checkUpdates() {
    return api.seen(HttpMethod.PATCH).stream()
        .filter(each -> each.rawPath().contains("/check-runs/"))
        .map(Seen::json)
        .toList();
  }

  List<JsonObject> checks() {
    return record.checkRuns();
  }

  int comments() {
    return record.commentCount() - others;
  }

  /** The words of the last comment that was written or edited. */
  String lastComment() {
    return api.seen().stream()
        .filter(
            each ->
                each.method() == HttpMethod.PATCH && each.rawPath().contains("/issues/comments/")
                    || each.method() == HttpMethod.POST && each.rawPath().endsWith("/comments"))
        .map(each -> each.json().getString("body"))
        .reduce("", (before, last) -> last);
  }

  /** The most requests that came within any second of the clock. */
  int mostWithinASecond() {
    List<Seen> seen = api.seen();
    int most = 0;
    for (int from = 0, to = 0; to < seen.size(); to++) {
      while (Duration.between(seen.get(from).at(), seen.get(to).at()).toMillis() >= 1_000) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  Set<String> contexts(String commit) {
    Set<String> contexts = new HashSet<>();
    api.seen(HttpMethod.POST).stream()
        .filter(each -> each.rawPath().endsWith("/statuses/" + commit))
        .forEach(each -> contexts.add(each.json().getString("context")));
    return contexts;
  }

  static void until(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within two minutes: " + what);
      }
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
          .join();
    }
  }

  @Override
  public void close() {
    RunningReporter.await(api.close());
    RunningReporter.await(vertx.close());
  }
}
