package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.PlainName;
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
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.ShortCommits;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** One repository on Bitbucket Cloud. A test run is a report on the commit. */
final class BitbucketProvider implements CiProvider, DeliveryHistory, ShortCommits {
  private final BitbucketApi api;
  private final BitbucketHistory history;
  private final BitbucketReports reports;
  private final BitbucketDownloads downloads;

  BitbucketProvider(BitbucketApi api) {
    this.api = api;
    this.history = new BitbucketHistory(api);
    this.reports = new BitbucketReports(api);
    this.downloads = new BitbucketDownloads(api);
  }

  @Override
  public String name() {
    return BitbucketApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return BitbucketFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.http().send(api.get(Operation.INITIALIZE, "")).map(ApiAnswer::object).mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    String sha = Optional.ofNullable(run.commitSha()).or(api::commitSha).orElse(null);
    if (sha == null) {
      return noCommit(Operation.CREATE_TEST_RUN);
    }
    BitbucketRunId id =
        BitbucketRunId.ofReport(sha, "verdict-" + PlainName.digest(run.externalId()), run.name());
    TestRunUpdate running =
        new TestRunUpdate(RunState.RUNNING, "running", "", null, List.of(), run.detailsUrl(), null);
    return reports
        .put(Operation.CREATE_TEST_RUN, id, running)
        .map(done -> new TestRun(id.text(), run.detailsUrl()));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    BitbucketRunId id = BitbucketRunId.parse(testRunId);
    return id.report() == null
        ? Future.failedFuture(
            new ConfigurationError(
                Failure.of(
                    name(),
                    Operation.UPDATE_TEST_RUN,
                    "'" + testRunId + "' is a pipeline, which only Bitbucket changes",
                    "give the id that create_test_run has answered")))
        : reports.put(Operation.UPDATE_TEST_RUN, id, update);
  }

  @Override
  public int longestComment() {
    return MarkedComment.room(BitbucketComments.LONGEST);
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    // The mark is followed by one more line than usual.
    return new MarkedComment(
            new BitbucketComments(api, comment.prNumber()), BitbucketComments.LONGEST - 1)
        .put(comment);
  }

  @Override
  public Future<Void> setBuildStatus(BuildStatus status) {
    String sha = Optional.ofNullable(status.commitSha()).or(api::commitSha).orElse(null);
    if (sha == null) {
      return noCommit(Operation.SET_BUILD_STATUS);
    }
    return new BitbucketStatuses(api).put(sha, status);
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    BitbucketRunId id = BitbucketRunId.parse(testRunId);
    return id.report() != null
        ? reports.status(id)
        : api.http()
            .send(api.get(Operation.GET_TEST_RUN_STATUS, "/pipelines/{}", testRunId))
            .map(answer -> status(testRunId, answer.object()));
  }

  private TestRunStatus status(String id, JsonObject pipeline) {
    String word = BitbucketWords.word(JsonFields.object(pipeline, "state"));
    RunState state = BitbucketWords.readPipeline(word);
    JsonObject target = JsonFields.object(pipeline, "target");
    String branch = JsonFields.text(target, "ref_name");
    String number = JsonFields.text(pipeline, "build_number");
    return new TestRunStatus(
        id,
        state,
        word,
        number == null ? null : api.page("/addon/pipelines/home#!/results/" + number),
        JsonFields.text(JsonFields.object(target, "commit"), "hash"),
        branch == null ? JsonFields.text(target, "source") : branch,
        JsonFields.text(JsonFields.object(target, "pullrequest"), "id"),
        JsonFields.instant(pipeline, "created_on"),
        state.isFinal() ? JsonFields.instant(pipeline, "completed_on") : null);
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, BitbucketDownloads.PLACE));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return downloads.page(cursor);
  }

  @Override
  public Future<Optional<ArtifactLink>> freshLink(RemoteArtifact artifact) {
    return downloads.freshLink(fileName(artifact));
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return downloads.download(fileName(artifact), from);
  }

  @Override
  public Future<String> fullCommit(String digits) {
    return api.http()
        .send(api.get(Operation.RESOLVE_COMMIT, "/commit/{}", digits).query("fields", "hash"))
        .map(
            answer ->
                Optional.ofNullable(JsonFields.text(answer.object(), "hash"))
                    .orElseThrow(() -> answer.unreadable("no hash")));
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    return history.sent(question, page);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return history.request(sent);
  }

  private static String fileName(RemoteArtifact artifact) {
    return artifact.key().split("/", 2)[1];
  }

  @Override
  public Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    return downloads.upload(upload);
  }

  private <T> Future<T> noCommit(Operation operation) {
    return Future.failedFuture(
        new ConfigurationError(
            Failure.of(name(), operation, "no commit is named", "set commit_sha")));
  }
}
