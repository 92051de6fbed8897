package dev.verdict.ci.local;

import dev.verdict.ci.comments.MarkedComment;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs, statuses and comments as JSON files that people can read. */
final class LocalProvider implements CiProvider {
  private static final int LONGEST_COMMENT = 1_000_000;

  private final LocalFiles files;
  private final LocalArtifacts artifacts;
  private final Clock clock;
  private final Optional<String> commitSha;

  LocalProvider(
      LocalFiles files, LocalArtifacts artifacts, Clock clock, Optional<String> commitSha) {
    this.files = files;
    this.artifacts = artifacts;
    this.clock = clock;
    this.commitSha = commitSha;
  }

  @Override
  public String name() {
    return LocalFactory.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public Future<Void> initialize() {
    return files
        .run(Operation.INITIALIZE, () -> Files.createDirectories(files.directory()))
        .mapEmpty();
  }

  private Path run(String id) {
    return files.at("runs", id + ".json");
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    Path file = run(run.externalId());
    JsonObject content =
        new JsonObject()
            .put("id", run.externalId())
            .put("name", run.name())
            .put("build_id", run.buildId())
            .put(
                "commit_sha", Optional.ofNullable(run.commitSha()).or(() -> commitSha).orElse(null))
            .put("branch", run.branch())
            .put("pr_number", run.prNumber())
            .put("url", run.detailsUrl() == null ? null : run.detailsUrl().toString())
            .put("status", word(RunState.RUNNING))
            .put(
                "start_time",
                String.valueOf(run.startedAt() == null ? clock.instant() : run.startedAt()));
    return files
        .run(Operation.CREATE_TEST_RUN, () -> Files.exists(file))
        .compose(
            there ->
                there
                    ? Future.succeededFuture()
                    : files.write(Operation.CREATE_TEST_RUN, file, content))
        .map(done -> new TestRun(run.externalId(), run.detailsUrl()));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    Path file = run(testRunId);
    return files
        .read(Operation.UPDATE_TEST_RUN, file)
        .compose(
            content -> {
              content
                  .put("status", word(update.state()))
                  .put("title", update.title())
                  .put("summary", update.summary());
              if (update.counts() != null) {
                content
                    .put("total_tests", update.counts().total())
                    .put("passed_tests", update.counts().passed())
                    .put("failed_tests", update.counts().failed())
                    .put("skipped_tests", update.counts().skipped())
                    .put("duration_seconds", update.counts().duration().toMillis() / 1_000.0);
              }
              if (update.state().isFinal()) {
                Instant end = update.finishedAt();
                content.put("end_time", String.valueOf(end == null ? clock.instant() : end));
              }
              return files.write(Operation.UPDATE_TEST_RUN, file, content);
            });
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    return files
        .read(Operation.GET_TEST_RUN_STATUS, run(testRunId))
        .map(
            run ->
                new TestRunStatus(
                    testRunId,
                    state(run.getString("status", "")),
                    run.getString("status", ""),
                    run.getString("url") == null ? null : URI.create(run.getString("url")),
                    run.getString("commit_sha"),
                    run.getString("branch"),
                    run.getString("pr_number"),
                    instant(run.getString("start_time")),
                    instant(run.getString("end_time"))));
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static RunState state(String word) {
    for (RunState each : RunState.values()) {
      if (word(each).equals(word)) {
        return each;
      }
    }
    return RunState.UNKNOWN;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException unreadable) {
      return null;
    }
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String sha = Optional.ofNullable(status.commitSha()).or(() -> commitSha).orElse("none");
    JsonObject content =
        new JsonObject()
            .put("state", word(status.state()))
            .put("context", status.context())
            .put("description", status.description())
            .put("target_url", status.targetUrl() == null ? null : status.targetUrl().toString())
            .put("time", clock.instant().toString());
    return files.write(
        Operation.SET_BUILD_STATUS, files.at("statuses", sha, status.context() + ".json"), content);
  }

  @Override
  public int longestComment() {
    return MarkedComment.room(LONGEST_COMMENT);
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    Path directory = files.at("comments", comment.prNumber());
    return new MarkedComment(new LocalComments(files, directory), LONGEST_COMMENT).put(comment);
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, LocalArtifacts.PLACE));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return artifacts.page(cursor);
  }

  @Override
  public Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    return artifacts.upload(upload);
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return artifacts.download(artifact, from);
  }
}
