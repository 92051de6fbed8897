package dev.verdict.ci.travis;

import dev.verdict.ci.fallback.HostedProvider;
import dev.verdict.ci.fallback.HostedRunId;
import dev.verdict.ci.fallback.RepositoryHost;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** One repository on Travis CI, of which only builds and logs can be read. */
final class TravisProvider extends HostedProvider implements DeliveryHistory {
  private final TravisApi api;
  private final TravisHistory history;
  private final TravisLogs logs;

  TravisProvider(TravisApi api, RepositoryHost repositoryHost) {
    super(repositoryHost);
    this.api = api;
    this.history = new TravisHistory(api);
    this.logs = new TravisLogs(api);
  }

  @Override
  public String name() {
    return TravisApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return TravisFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.read(Operation.INITIALIZE, "/repo/{}", api.repository())
        .map(answer -> answer.object())
        .mapEmpty();
  }

  @Override
  public Future<TestRun> createTestRun(NewTestRun run) {
    return repositoryHost()
        .createTestRun(run, Optional.ofNullable(run.buildId()).or(api::buildId).orElse(null));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    return repositoryHost().updateTestRun(testRunId, update);
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    String run = HostedRunId.parse(testRunId).ciRun().or(api::buildId).orElse(testRunId);
    return api.with(
        Operation.GET_TEST_RUN_STATUS,
        run,
        build ->
            api.read(Operation.GET_TEST_RUN_STATUS, "/build/{}", build)
                .map(
                    answer ->
                        TravisStatus.of(testRunId, answer.object(), api.page("builds", build))));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, TravisLogs.PLACE));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return logs.page(cursor);
  }

  @Override
  public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return logs.download(artifact.key(), from);
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
