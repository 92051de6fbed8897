package dev.verdict.ci.circleci;

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

/** One project on CircleCI, of which only runs and files can be read. */
final class CircleCiProvider extends HostedProvider implements DeliveryHistory {
  private final CircleCiApi api;
  private final CircleCiHistory history;
  private final CircleCiArtifacts artifacts;
  private final CircleCiStatus status;

  CircleCiProvider(CircleCiApi api, RepositoryHost repositoryHost) {
    super(repositoryHost);
    this.api = api;
    this.history = new CircleCiHistory(api);
    this.artifacts = new CircleCiArtifacts(api);
    this.status = new CircleCiStatus(api);
  }

  @Override
  public String name() {
    return CircleCiApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return CircleCiFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.ofProject(Operation.INITIALIZE, "").mapEmpty();
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
    return CircleCiRun.with(
        Operation.GET_TEST_RUN_STATUS, run, which -> status.of(testRunId, which));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, CircleCiArtifacts.PLACE));
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
