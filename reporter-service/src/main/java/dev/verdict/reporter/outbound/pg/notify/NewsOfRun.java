package dev.verdict.reporter.outbound.pg.notify;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.RunNews;
import dev.verdict.reports.message.RunNews.FailedTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run of history as news. */
public final class NewsOfRun {
  /** More are only counted: nobody reads on in a chat. */
  private static final int MOST_TESTS = 50;

  private final Optional<URI> publicUrl;

  /**
   * @param publicUrl where people find us; without it no message has a link to us
   */
  public NewsOfRun(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * News of one end.
   *
   * @param noted when we heard of it, for a run that was opened again meanwhile and has no end
   */
  RunNews of(
      TestRun run,
      Verdict verdict,
      @Nullable Verdict before,
      List<FailedTest> failing,
      Instant noted) {
    RunOrigin from = run.origin();
    return new RunNews(
        run.id().toString(),
        Objects.requireNonNullElse(from.name(), "a run"),
        from.project(),
        from.branch(),
        from.commitSha(),
        from.prNumber(),
        owner(from),
        verdict,
        Change.between(before, verdict),
        run.state().reason(),
        Objects.requireNonNullElse(run.state().summary(), Counts.NONE),
        run.state().duration(),
        failing.subList(0, Math.min(MOST_TESTS, failing.size())),
        (int) failing.stream().filter(FailedTest::isNew).count(),
        address("/runs/" + run.id()),
        from.url(),
        Objects.requireNonNullElse(run.state().endTime(), noted));
  }

  /** Whom the run names as its owner; else who started it. */
  private static @Nullable String owner(RunOrigin from) {
    Map<String, Object> metadata = from.metadata();
    Object named = metadata == null ? null : metadata.get("owner");
    return named instanceof String text && !text.isBlank() ? text : from.userName();
  }

  /** One of our pages, where people find us. */
  @Nullable String address(String path) {
    return publicUrl
        .map(URI::toString)
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
        .map(url -> url + path)
        .orElse(null);
  }
}
