package dev.verdict.ci.fallback;

import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host of the repository does for a CI system that cannot.
 *
 * @param commit of the job that we are in, which the host has not heard of
 */
public record RepositoryHost(String provider, CiProvider host, Optional<String> commit) {
  public static RepositoryHost of(String provider, ProviderContext context) {
    return new RepositoryHost(
        provider, context.repositoryHost(), context.settings().text("commit_sha"));
  }

  /**
   * @param ciRun the run of the CI system, where it is known
   */
  public Future<TestRun> createTestRun(NewTestRun run, @Nullable String ciRun) {
    // Builds of another system mean nothing to the host.
    NewTestRun there =
        new NewTestRun(
            run.externalId(),
            run.name(),
            null,
            orOurs(run.commitSha()),
            run.branch(),
            run.prNumber(),
            run.detailsUrl(),
            run.startedAt());
    return host.createTestRun(there)
        .map(made -> new TestRun(HostedRunId.of(made.id(), ciRun).text(), made.url()));
  }

  public Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    String hosted = HostedRunId.parse(testRunId).hosted();
    if (hosted == null) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  provider,
                  Operation.UPDATE_TEST_RUN,
                  "'" + testRunId + "' is a run of the CI system, which only that changes",
                  "give the id that create_test_run has answered")));
    }
    return host.updateTestRun(hosted, update);
  }

  public Future<Void> setBuildStatus(BuildStatus status) {
    return host.setBuildStatus(
        new BuildStatus(
            orOurs(status.commitSha()),
            status.state(),
            status.context(),
            status.description(),
            status.targetUrl(),
            status.branch(),
            status.prNumber()));
  }

  public Future<PostedComment> addPrComment(PrComment comment) {
    return host.addPrComment(comment);
  }

  public Future<Void> close() {
    return host.close();
  }

  private @Nullable String orOurs(@Nullable String named) {
    return named == null ? commit.orElse(null) : named;
  }
}
