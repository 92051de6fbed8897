package dev.verdict.ci.teamcity;

import dev.verdict.ci.fallback.HostedProvider;
import dev.verdict.ci.fallback.NotedRunId;
import dev.verdict.ci.fallback.RepositoryHost;
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
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * One TeamCity, as one user. Commits and pull requests are the business of the repository's host.
 */
final class TeamCityProvider extends HostedProvider implements DeliveryHistory {
  private final TeamCityApi api;
  private final TeamCityHistory history;
  private final TeamCityArtifacts artifacts;
  private final TeamCityNotes notes;

  TeamCityProvider(TeamCityApi api, RepositoryHost repositoryHost) {
    super(repositoryHost);
    this.api = api;
    this.history = new TeamCityHistory(api);
    this.artifacts = new TeamCityArtifacts(api);
    this.notes = new TeamCityNotes(api);
  }

  @Override
  public String name() {
    return TeamCityApi.NAME;
  }

  @Override
  public Capabilities capabilities() {
    return TeamCityFactory.CAPABILITIES;
  }

  @Override
  public Future<Void> initialize() {
    return api.read(Operation.INITIALIZE, "/server", "version,webUrl").mapEmpty();
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
    return notes.begin(id, run.detailsUrl()).map(page -> new TestRun(id.text(), page));
  }

  @Override
  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    return notes.change(NotedRunId.parse(testRunId), update);
  }

  @Override
  public Future<TestRunStatus> getTestRunStatus(String testRunId) {
    return api.with(
        Operation.GET_TEST_RUN_STATUS,
        NotedRunId.parse(testRunId).build(),
        build ->
            api.read(Operation.GET_TEST_RUN_STATUS, build, TeamCityStatus.FIELDS)
                .map(shown -> TeamCityStatus.of(testRunId, shown, api.repository())));
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, TeamCityArtifacts.PLACE));
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
