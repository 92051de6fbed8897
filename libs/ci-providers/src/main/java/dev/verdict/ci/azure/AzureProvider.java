package dev.verdict.ci.azure;

import dev.verdict.ci.BytesSource;
import dev.verdict.ci.JsonFields;
import dev.verdict.ci.comments.MarkedComment;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.DeliveryHistory;
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
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One project on Azure DevOps. A test run is a test run, on the page of its build. */
final class AzureProvider implements CiProvider, DeliveryHistory {
  private final AzureApi api;
  private final AzureHistory history;
  private final AzureTestRuns runs;
  private final AzureArtifacts artifacts;
  private final AzureAttachments attachments;

  AzureProvider(AzureApi api) {
    this.api = api;
    this.history = new AzureHistory(api);
    this.runs = new AzureTestRuns(api);
    this.artifacts = new AzureArtifacts(api);
    this.attachments = new AzureAttachments(api, runs);
  }

  @Override
  public String name() {
    return AzureApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return AzureFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.http()
        .send(api.get(Operation.INITIALIZE, "/build/builds").query("$top", 1))
        .map(ApiAnswer::object)
        .mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    String build =
        Optional.ofNullable(run.buildId())
            .or(api::buildId)
            // The number that people read is no id.
            .filter(id -> id.matches("\\d+"))
            .orElse(null);
    return runs.make(Operation.CREATE_TEST_RUN, run, build)
        .map(
            made ->
                new TestRun(
                    AzureRunId.ofRun(JsonFields.text(made, "id", ""), build).text(),
                    JsonFields.url(made, "webAccessUrl")));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    String run = AzureRunId.parse(testRunId).runId();
    if (run == null) {
      return api.unset(
          Operation.UPDATE_TEST_RUN,
          "'" + testRunId + "' is a build, which only Azure DevOps changes",
          "the id that create_test_run has answered");
    }
    return runs.update(run, update).compose(done -> summary(run, update));
  }

  /** Something extra: what counts is in the run already. */
  private Future<Void> summary(String run, TestRunUpdate update) {
    if (!update.state().isFinal() || update.summary().isBlank()) {
      return Future.succeededFuture();
    }
    return attachments
        .attach(
            Operation.UPDATE_TEST_RUN,
            run,
            "summary.md",
            new BytesSource(Buffer.buffer(update.summary())))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  @Override
  public int longestComment() {
    return MarkedComment.room(AzureThreads.LONGEST);
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    return api.repository()
        .map(name -> new AzureThreads(api, name, comment.prNumber()))
        .map(threads -> new MarkedComment(threads, AzureThreads.LONGEST).put(comment))
        .orElseGet(() -> noRepository(Operation.ADD_PR_COMMENT));
  }

  private <T> Future<T> noRepository(Operation operation) {
    return api.unset(
        operation,
        "no repository of project " + api.project() + " is named",
        "repository; for one that is elsewhere, use the provider of its host");
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String repository = api.repository().orElse(null);
    String sha = Optional.ofNullable(status.commitSha()).or(api::commitSha).orElse(null);
    if (repository == null) {
      return noRepository(Operation.SET_BUILD_STATUS);
    }
    if (sha == null) {
      return api.unset(Operation.SET_BUILD_STATUS, "no commit is named", "commit_sha");
    }
    return new AzureStatuses(api, repository).put(sha, status);
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    AzureRunId id = AzureRunId.parse(testRunId);
    return id.run()
        .map(run -> runs.status(id, run))
        .orElseGet(
            () ->
                api.http()
                    .send(
                        api.get(
                            Operation.GET_TEST_RUN_STATUS,
                            "/build/builds/{}",
                            id.build().orElse(testRunId)))
                    .map(answer -> build(testRunId, answer.object())));
  }

  private static TestRunStatus build(String id, JsonObject build) {
    String status = JsonFields.text(build, "status", "");
    String word = status.equals("completed") ? JsonFields.text(build, "result", "none") : status;
    RunState state = AzureWords.readBuild(word);
    String ref = JsonFields.text(build, "sourceBranch", "");
    boolean request = ref.matches("refs/pull/\\d+/merge");
    return new TestRunStatus(
        id,
        state,
        word,
        JsonFields.url(JsonFields.object(build, "_links", "web"), "href"),
        JsonFields.text(build, "sourceVersion"),
        request || ref.isEmpty() ? null : ref.replaceFirst("^refs/heads/", ""),
        request ? ref.split("/")[2] : number(build),
        JsonFields.instant(build, "startTime"),
        state.isFinal() ? JsonFields.instant(build, "finishTime") : null);
  }

  /** Of a repository that is elsewhere. */
  private static @Nullable String number(JsonObject build) {
    return JsonFields.text(JsonFields.object(build, "triggerInfo"), "pr.number");
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    List<ArtifactCursor> places = new ArrayList<>();
    if (AzureRunId.parse(testRunId).build().isPresent()) {
      places.add(ArtifactCursor.first(testRunId, AzureArtifacts.PLACE));
    }
    places.add(ArtifactCursor.first(testRunId, AzureAttachments.PLACE));
    return places;
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return cursor.place().equals(AzureArtifacts.PLACE)
        ? artifacts.page(cursor)
        : attachments.page(cursor);
  }

  @Override
  public Future<Optional<ArtifactLink>> freshLink(RemoteArtifact artifact) {
    return artifact.key().startsWith(AzureArtifacts.PLACE + "/")
        ? artifacts.freshLink(artifact)
        : Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return artifact.key().startsWith(AzureArtifacts.PLACE + "/")
        ? artifacts.download(artifact, from)
        : attachments.download(artifact.key().split("/", 2)[1], from);
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
    return attachments.upload(upload);
  }
}
