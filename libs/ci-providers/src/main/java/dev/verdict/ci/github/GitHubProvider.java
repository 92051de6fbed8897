package dev.verdict.ci.github;

import dev.verdict.ci.comments.MarkedComment;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One repository on GitHub. A test run is a check run; a token that may not write those (one of a
 * person) marks the commit instead.
 */
final class GitHubProvider implements CiProvider, DeliveryHistory {
  private final GitHubApi api;
  private final GitHubArtifacts artifacts;
  private final GitHubReleases releases;
  private final GitHubDeliveries deliveries;

  GitHubProvider(GitHubApi api) {
    this.api = api;
    this.artifacts = new GitHubArtifacts(api);
    this.releases = new GitHubReleases(api);
    this.deliveries = new GitHubDeliveries(api);
  }

  @Override
  public String name() {
    return GitHubApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return GitHubFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.http()
        .send(api.get(Operation.INITIALIZE, ""))
        .map(answer -> answer.object())
        .mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    String sha = Optional.ofNullable(run.commitSha()).or(api::commitSha).orElse(null);
    if (sha == null) {
      return noCommit(Operation.CREATE_TEST_RUN);
    }
    String actions = Optional.ofNullable(run.buildId()).or(api::buildId).orElse(null);
    return existing(run, sha)
        .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> create(run, sha)))
        .map(check -> testRun(check, actions))
        .recover(
            failure ->
                failure instanceof PermissionError
                    ? asStatus(run, sha, actions)
                    : Future.failedFuture(failure));
  }

  private Future<JsonObject> create(NewTestRun run, String sha) {
    return api.http()
        .send(
            api.post(Operation.CREATE_TEST_RUN, "/check-runs")
                .json(GitHubChecks.create(run, sha, api.clock().instant()))
                .unlessThere(() -> existing(run, sha)))
        .map(answer -> answer.object());
  }

  private Future<Optional<JsonObject>> existing(NewTestRun run, String sha) {
    return api.http()
        .send(
            api.get(Operation.CREATE_TEST_RUN, "/commits/{}/check-runs", sha)
                .query("check_name", run.name())
                .query("per_page", GitHubApi.PAGE))
        .map(
            answer -> {
              JsonArray checks = answer.object().getJsonArray("check_runs", new JsonArray());
              return checks.stream()
                  .map(JsonObject.class::cast)
                  .filter(each -> run.externalId().equals(each.getString("external_id")))
                  .findFirst();
            });
  }

  private TestRun testRun(JsonObject check, @Nullable String actions) {
    return new TestRun(
        GitHubRunId.ofCheck(check.getLong("id"), actions).text(), url(check.getString("html_url")));
  }

  private Future<TestRun> asStatus(NewTestRun run, String sha, @Nullable String actions) {
    BuildStatus status =
        new BuildStatus(
            sha, RunState.RUNNING, run.name(), "", run.detailsUrl(), run.branch(), run.prNumber());
    return mark(Operation.CREATE_TEST_RUN, sha, status)
        .map(
            done ->
                new TestRun(
                    GitHubRunId.ofStatus(sha, run.name(), actions).text(), run.detailsUrl()));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    GitHubRunId id = GitHubRunId.parse(testRunId);
    String check = id.check();
    if (check != null) {
      Future<Void> done = Future.succeededFuture();
      for (JsonObject body : GitHubChecks.updates(update, api.clock().instant())) {
        done = done.compose(before -> patch(check, body));
      }
      return done;
    }
    if (id.sha() != null && id.context() != null) {
      BuildStatus status =
          new BuildStatus(
              id.sha(),
              update.state(),
              id.context(),
              update.title(),
              update.detailsUrl(),
              null,
              null);
      return mark(Operation.UPDATE_TEST_RUN, id.sha(), status);
    }
    return Future.failedFuture(
        new ConfigurationError(
            Failure.of(
                name(),
                Operation.UPDATE_TEST_RUN,
                "'" + testRunId + "' is a run of Actions, which only GitHub changes",
                "give the id that create_test_run has answered")));
  }

  private Future<Void> patch(String check, JsonObject body) {
    ApiRequest request = api.patch(Operation.UPDATE_TEST_RUN, "/check-runs/{}", check).json(body);
    // Annotations are appended: a second time would show them twice.
    boolean appends = body.getJsonObject("output").containsKey("annotations");
    return api.http().send(appends ? request : request.safeToRepeat()).mapEmpty();
  }

  @Override
  public int longestComment() {
    return MarkedComment.room(GitHubComments.LONGEST);
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    return new MarkedComment(new GitHubComments(api, comment.prNumber()), GitHubComments.LONGEST)
        .put(comment);
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String sha = Optional.ofNullable(status.commitSha()).or(api::commitSha).orElse(null);
    return sha == null
        ? noCommit(Operation.SET_BUILD_STATUS)
        : mark(Operation.SET_BUILD_STATUS, sha, status);
  }

  private Future<Void> mark(Operation operation, String sha, BuildStatus status) {
    return api.http()
        .send(
            api.post(operation, "/statuses/{}", sha)
                .json(GitHubChecks.status(status))
                .safeToRepeat())
        .mapEmpty();
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    GitHubRunId id = GitHubRunId.parse(testRunId);
    ApiRequest request =
        id.check() != null
            ? api.get(Operation.GET_TEST_RUN_STATUS, "/check-runs/{}", id.check())
            : api.get(
                Operation.GET_TEST_RUN_STATUS,
                "/actions/runs/{}",
                id.actionsRun().orElse(testRunId));
    return api.http().send(request).map(answer -> status(testRunId, answer.object()));
  }

  private static TestRunStatus status(String id, JsonObject run) {
    String status = run.getString("status");
    String conclusion = run.getString("conclusion");
    RunState state = GitHubWords.read(status, conclusion);
    String ended =
        Optional.ofNullable(run.getString("completed_at")).orElse(run.getString("updated_at"));
    JsonArray requests = run.getJsonArray("pull_requests", new JsonArray());
    return new TestRunStatus(
        id,
        state,
        GitHubWords.word(status, conclusion),
        url(run.getString("html_url")),
        run.getString("head_sha"),
        run.getString("head_branch"),
        requests.isEmpty() ? null : String.valueOf(requests.getJsonObject(0).getValue("number")),
        GitHubArtifacts.instant(
            Optional.ofNullable(run.getString("run_started_at"))
                .orElse(run.getString("started_at"))),
        state.isFinal() ? GitHubArtifacts.instant(ended) : null);
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    List<ArtifactCursor> places = new ArrayList<>();
    if (GitHubRunId.parse(testRunId).actionsRun().isPresent()) {
      places.add(ArtifactCursor.first(testRunId, GitHubArtifacts.PLACE));
    }
    places.add(ArtifactCursor.first(testRunId, GitHubReleases.PLACE));
    return places;
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return cursor.place().equals(GitHubArtifacts.PLACE)
        ? artifacts.page(cursor)
        : releases.page(cursor);
  }

  @Override
  public Future<Optional<ArtifactLink>> freshLink(RemoteArtifact artifact) {
    String[] key = artifact.key().split("/", 2);
    return key[0].equals(GitHubArtifacts.PLACE)
        ? artifacts.freshLink(key[1])
        : Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    String[] key = artifact.key().split("/", 2);
    return key[0].equals(GitHubArtifacts.PLACE)
        ? artifacts.download(key[1], from)
        : releases.download(key[1], from);
  }

  @Override
  public Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    return releases.upload(upload);
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    return deliveries.sent(question, page);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return deliveries.request(sent);
  }

  private <T> Future<T> noCommit(Operation operation) {
    return Future.failedFuture(
        new ConfigurationError(
            Failure.of(name(), operation, "no commit is named", "set commit_sha")));
  }

  private static @Nullable URI url(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }
}
