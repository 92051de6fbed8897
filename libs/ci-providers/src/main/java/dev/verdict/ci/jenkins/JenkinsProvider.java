package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.fallback.HostedProvider;
import dev.verdict.ci.fallback.NotedRunId;
import dev.verdict.ci.fallback.RepositoryHost;
import dev.verdict.ci.fallback.RunNotes;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One Jenkins, as one user. Commits and pull requests are the business of the repository's host.
 */
final class JenkinsProvider extends HostedProvider implements DeliveryHistory {
  private final JenkinsApi api;
  private final JenkinsHistory history;
  private final JenkinsArtifacts artifacts;

  JenkinsProvider(JenkinsApi api, RepositoryHost repositoryHost) {
    super(repositoryHost);
    this.api = api;
    this.history = new JenkinsHistory(api);
    this.artifacts = new JenkinsArtifacts(api);
  }

  @Override
  public String name() {
    return JenkinsApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return JenkinsFactory.CAPABILITIES;
  }

  /** The job, or else the user's own page, which nobody sees who is not logged in. */
  @Override
  public Future<Void> initialize() {
    return api.read(
            Operation.INITIALIZE,
            api.job().map(JenkinsBuild::job).orElse("/me"),
            api.job().isPresent() ? "name,url" : "id,fullName")
        .map(answer -> answer.object())
        .mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    String build = Optional.ofNullable(run.buildId()).or(api::buildId).orElse(null);
    if (build == null) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(name(), Operation.CREATE_TEST_RUN, "no build is named", "set build_id")));
    }
    NotedRunId id = NotedRunId.of(run.name(), build);
    return describe(
            Operation.CREATE_TEST_RUN,
            id,
            notes ->
                notes.tell(run.name(), run.detailsUrl())
                    ? notes
                    : notes.with(run.name(), RunState.RUNNING, "", run.detailsUrl()))
        .map(shown -> new TestRun(id.text(), JsonFields.url(shown, "url")));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    NotedRunId id = NotedRunId.parse(testRunId);
    return describe(
            Operation.UPDATE_TEST_RUN,
            id,
            notes -> notes.with(id.name(), update.state(), update.title(), update.detailsUrl()))
        .mapEmpty();
  }

  /** Our line is put into the description that is there; gives the build as it was before. */
  private Future<JsonObject> describe(
      Operation operation, NotedRunId id, UnaryOperator<RunNotes> change) {
    return api.with(
        operation,
        id.build(),
        build ->
            api.read(operation, build.path(), "url,description")
                .map(answer -> answer.object())
                .compose(shown -> describe(operation, build, shown, change)));
  }

  private Future<JsonObject> describe(
      Operation operation, JenkinsBuild build, JsonObject shown, UnaryOperator<RunNotes> change) {
    RunNotes before = RunNotes.in(JsonFields.text(shown, "description"));
    RunNotes after = change.apply(before);
    if (after.equals(before)) {
      return Future.succeededFuture(shown);
    }
    ApiRequest submit =
        ApiRequest.at(operation, HttpMethod.POST, build.path() + "/submitDescription")
            .body(ApiBody.form(Map.of("description", after.text())))
            .safeToRepeat()
            // It answers with the way back to the page of the build.
            .notFollowing();
    return api.write(submit).map(shown);
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    return api.with(
        Operation.GET_TEST_RUN_STATUS,
        NotedRunId.parse(testRunId).build(),
        build ->
            api.read(Operation.GET_TEST_RUN_STATUS, build.path(), JenkinsStatus.TREE)
                .map(
                    answer ->
                        JenkinsStatus.of(testRunId, build, answer.object(), api.repository())));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, JenkinsArtifacts.PLACE));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return artifacts.page(cursor);
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return artifacts.download(artifact.key(), from);
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    return history.sent(question, page);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return history.request(sent);
  }
}
