package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.comments.MarkedComment;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
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
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One project on GitLab. A test run is a status of the commit, in the pipeline if there is one. */
final class GitLabProvider implements CiProvider, DeliveryHistory {
  private final GitLabApi api;
  private final GitLabHistory history;
  private final GitLabStatuses statuses;
  private final GitLabJobs jobs;
  private final GitLabPackages packages;

  GitLabProvider(GitLabApi api) {
    this.api = api;
    this.history = new GitLabHistory(api);
    this.statuses = new GitLabStatuses(api);
    this.jobs = new GitLabJobs(api);
    this.packages = new GitLabPackages(api);
  }

  @Override
  public String name() {
    return GitLabApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return GitLabFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    // The token of a job may read its job and not its project.
    ApiRequest request =
        api.ofJob()
            ? ApiRequest.get(Operation.INITIALIZE, "/job")
            : api.get(Operation.INITIALIZE, "");
    return api.http().send(request).map(ApiAnswer::object).mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    String sha = orElse(run.commitSha(), api.commitSha());
    if (sha == null) {
      return noCommit(Operation.CREATE_TEST_RUN);
    }
    GitLabRunId id =
        GitLabRunId.ofStatus(
            sha,
            run.name(),
            orElse(run.branch(), api.ref()),
            orElse(run.buildId(), api.pipeline()));
    return statuses
        .put(
            new GitLabStatuses.Mark(
                id, RunState.RUNNING, "", run.detailsUrl(), Operation.CREATE_TEST_RUN))
        .map(done -> new TestRun(id.text(), run.detailsUrl()));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    GitLabRunId id = GitLabRunId.parse(testRunId);
    return id.sha() == null
        ? Future.failedFuture(
            new ConfigurationError(
                Failure.of(
                    name(),
                    Operation.UPDATE_TEST_RUN,
                    "'" + testRunId + "' is a pipeline, which only GitLab changes",
                    "give the id that create_test_run has answered")))
        : statuses.put(
            new GitLabStatuses.Mark(
                id,
                update.state(),
                update.title(),
                update.detailsUrl(),
                Operation.UPDATE_TEST_RUN));
  }

  @Override
  public int longestComment() {
    return MarkedComment.room(GitLabNotes.LONGEST);
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    return new MarkedComment(new GitLabNotes(api, comment.prNumber()), GitLabNotes.LONGEST)
        .put(comment);
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String sha = orElse(status.commitSha(), api.commitSha());
    if (sha == null) {
      return noCommit(Operation.SET_BUILD_STATUS);
    }
    // Only of our own commit it is known in which pipeline it is.
    boolean ours = api.commitSha().filter(sha::equals).isPresent();
    GitLabRunId id =
        GitLabRunId.ofStatus(
            sha,
            status.context(),
            orElse(status.branch(), ours ? api.ref() : Optional.empty()),
            ours ? api.pipeline().orElse(null) : null);
    return statuses.put(
        new GitLabStatuses.Mark(
            id,
            status.state(),
            status.description(),
            status.targetUrl(),
            Operation.SET_BUILD_STATUS));
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    GitLabRunId id = GitLabRunId.parse(testRunId);
    if (id.sha() == null) {
      return api.http()
          .send(
              api.get(
                  Operation.GET_TEST_RUN_STATUS, "/pipelines/{}", id.pipeline().orElse(testRunId)))
          .map(answer -> status(testRunId, answer.object(), "web_url"));
    }
    return statuses
        .newest(id)
        .compose(
            found ->
                found
                    .map(each -> Future.succeededFuture(status(testRunId, each, "target_url")))
                    .orElseGet(() -> noStatus(id)));
  }

  private static TestRunStatus status(String id, JsonObject run, String url) {
    String word = JsonFields.text(run, "status", "");
    RunState state = GitLabWords.read(word);
    String ref = JsonFields.text(run, "ref", "");
    boolean merge = ref.matches("refs/merge-requests/\\d+/.*");
    return new TestRunStatus(
        id,
        state,
        word,
        JsonFields.url(run, url),
        JsonFields.text(run, "sha"),
        merge || ref.isEmpty() ? null : ref,
        merge ? ref.split("/")[2] : null,
        JsonFields.instant(run, "started_at"),
        state.isFinal() ? JsonFields.instant(run, "finished_at") : null);
  }

  private Future<TestRunStatus> noStatus(GitLabRunId id) {
    return Future.failedFuture(
        new ResourceNotFoundError(
            Failure.of(
                name(),
                Operation.GET_TEST_RUN_STATUS,
                "commit " + id.sha() + " has no status '" + id.name() + "'",
                "check the id")));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    List<ArtifactCursor> places = new ArrayList<>();
    if (GitLabRunId.parse(testRunId).pipeline().isPresent()) {
      places.add(ArtifactCursor.first(testRunId, GitLabJobs.PLACE));
    }
    places.add(ArtifactCursor.first(testRunId, GitLabPackages.PLACE));
    return places;
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return cursor.place().equals(GitLabJobs.PLACE) ? jobs.page(cursor) : packages.page(cursor);
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    String[] key = artifact.key().split("/", 2);
    return key[0].equals(GitLabJobs.PLACE)
        ? jobs.download(key[1], from)
        : packages.download(key[1], from);
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    return history.sent(question, page);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return history.request(sent);
  }

  @Override
  public Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    return packages.upload(upload);
  }

  private static @Nullable String orElse(@Nullable String text, Optional<String> other) {
    return Optional.ofNullable(text).or(() -> other).orElse(null);
  }

  private <T> Future<T> noCommit(Operation operation) {
    return Future.failedFuture(
        new ConfigurationError(
            Failure.of(name(), operation, "no commit is named", "set commit_sha")));
  }
}
