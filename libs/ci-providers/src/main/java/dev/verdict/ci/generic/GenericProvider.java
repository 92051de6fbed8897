package dev.verdict.ci.generic;

import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends what happens as JSON to where the settings say; docs/providers/generic.md has the shapes.
 */
final class GenericProvider implements CiProvider {
  private final ProviderHttp http;
  private final GenericPaths paths;
  private final Clock clock;

  GenericProvider(ProviderHttp http, GenericPaths paths, Clock clock) {
    this.http = http;
    this.paths = paths;
    this.clock = clock;
  }

  @Override
  public String name() {
    return GenericFactory.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public Future<Void> initialize() {
    ApiRequest ping = ApiRequest.at(Operation.INITIALIZE, HttpMethod.GET, paths.ping());
    return http.send(ping).map(ApiAnswer::object).mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    JsonObject body =
        new JsonObject()
            .put("external_id", run.externalId())
            .put("name", run.name())
            .put("build_id", run.buildId())
            .put(
                "commit_sha",
                Optional.ofNullable(run.commitSha()).or(paths::commitSha).orElse(null))
            .put("branch", run.branch())
            .put("pr_number", run.prNumber())
            .put("url", text(run.detailsUrl()))
            .put("start_time", text(run.startedAt() == null ? clock.instant() : run.startedAt()));
    return http.send(
            ApiRequest.at(Operation.CREATE_TEST_RUN, HttpMethod.POST, paths.runs())
                .header("Idempotency-Key", run.externalId())
                .json(body)
                .safeToRepeat())
        .map(
            answer -> {
              JsonObject made = answer.object();
              if (made.getValue("id") == null) {
                throw answer.unreadable("a run without an id");
              }
              return new TestRun(String.valueOf(made.getValue("id")), url(made.getString("url")));
            });
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    JsonObject body =
        new JsonObject()
            .put("status", word(update.state()))
            .put("title", update.title())
            .put("summary", update.summary())
            .put("url", text(update.detailsUrl()))
            .put("end_time", text(update.finishedAt()));
    if (update.counts() != null) {
      body.put("total_tests", update.counts().total())
          .put("passed_tests", update.counts().passed())
          .put("failed_tests", update.counts().failed())
          .put("skipped_tests", update.counts().skipped())
          .put("duration_seconds", update.counts().duration().toMillis() / 1_000.0);
    }
    return http.send(
            ApiRequest.at(Operation.UPDATE_TEST_RUN, HttpMethod.PUT, paths.run(testRunId))
                .json(body))
        .mapEmpty();
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    return http.send(
            ApiRequest.at(Operation.GET_TEST_RUN_STATUS, HttpMethod.GET, paths.run(testRunId)))
        .map(answer -> status(testRunId, answer.object()));
  }

  private static TestRunStatus status(String id, JsonObject run) {
    String word = run.getString("status", "");
    return new TestRunStatus(
        id,
        state(word),
        word,
        url(run.getString("url")),
        run.getString("commit_sha"),
        run.getString("branch"),
        run.getString("pr_number"),
        instant(run.getString("start_time")),
        instant(run.getString("end_time")));
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String sha = Optional.ofNullable(status.commitSha()).or(paths::commitSha).orElse("");
    if (sha.isEmpty()) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  name(), Operation.SET_BUILD_STATUS, "no commit is named", "set commit_sha")));
    }
    String path =
        GenericPaths.filled(paths.status(), Map.of("sha", sha, "context", status.context()));
    JsonObject body =
        new JsonObject()
            .put("state", word(status.state()))
            .put("description", status.description())
            .put("target_url", text(status.targetUrl()));
    return http.send(ApiRequest.at(Operation.SET_BUILD_STATUS, HttpMethod.PUT, path).json(body))
        .mapEmpty();
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    String key = comment.key() == null ? UUID.randomUUID().toString() : comment.key();
    String path =
        GenericPaths.filled(paths.comment(), Map.of("pr", comment.prNumber(), "key", key));
    return http.send(
            ApiRequest.at(Operation.ADD_PR_COMMENT, HttpMethod.PUT, path)
                .json(JsonObject.of("body", comment.body())))
        .map(answer -> new PostedComment(key, null, answer.status() == 201));
  }

  @Override
  public Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    String path = paths.artifact(upload.testRunId(), upload.name());
    return http.send(
            ApiRequest.at(Operation.UPLOAD_ARTIFACT, HttpMethod.PUT, path)
                .body(ApiBody.raw(upload.contentType(), upload.source())))
        .map(
            answer ->
                new RemoteArtifact(
                    upload.testRunId(),
                    upload.name(),
                    path,
                    upload.source().size(),
                    upload.contentType(),
                    null,
                    clock.instant(),
                    null,
                    new ArtifactLink(answer.url(), ArtifactLink.Reach.CREDENTIAL, null)));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, "artifacts"));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    String path = GenericPaths.filled(paths.artifacts(), Map.of("run_id", cursor.testRunId()));
    ApiRequest request =
        cursor.page().isEmpty()
            ? ApiRequest.at(Operation.LIST_ARTIFACTS, HttpMethod.GET, path)
            : ApiRequest.get(Operation.LIST_ARTIFACTS, URI.create(cursor.page()));
    return http.send(request).map(answer -> page(cursor, answer));
  }

  private ArtifactPage page(ArtifactCursor cursor, ApiAnswer answer) {
    if (!(answer.object().getValue("artifacts") instanceof JsonArray list)) {
      throw answer.unreadable("no list of artifacts");
    }
    List<RemoteArtifact> artifacts = new ArrayList<>();
    for (Object each : list) {
      if (each instanceof JsonObject artifact) {
        artifacts.add(artifact(cursor.testRunId(), artifact, answer.url()));
      }
    }
    return new ArtifactPage(
        artifacts,
        answer.next().map(next -> List.of(cursor.page(next.toString()))).orElse(List.of()));
  }

  private RemoteArtifact artifact(String run, JsonObject artifact, URI listing) {
    String name = artifact.getString("name", "");
    URI url = url(artifact.getString("url"));
    Instant expires = instant(artifact.getString("expires_at"));
    return new RemoteArtifact(
        run,
        name,
        paths.artifact(run, name),
        artifact.getLong("size"),
        artifact.getString("content_type"),
        artifact.getString("digest"),
        instant(artifact.getString("created_at")),
        expires,
        url == null
            ? new ArtifactLink(listing, ArtifactLink.Reach.CREDENTIAL, null)
            : new ArtifactLink(listing.resolve(url), ArtifactLink.Reach.LOGIN, expires));
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return http.open(
            ApiRequest.at(Operation.DOWNLOAD_ARTIFACT, HttpMethod.GET, artifact.key())
                .header("Accept", "*/*")
                .from(from))
        .map(content -> content.asArtifact(from));
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static RunState state(String word) {
    for (RunState each : RunState.values()) {
      if (word(each).equals(word.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    return RunState.UNKNOWN;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable URI url(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
