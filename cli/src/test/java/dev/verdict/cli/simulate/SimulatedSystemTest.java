package dev.verdict.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ConfiguredProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.environment.CiEnvironment;
import dev.verdict.ci.environment.Detection;
import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we read out of the variables of each job is what was simulated, and its API takes all. */
@Timeout(60)
class SimulatedSystemTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(SimulatedSystem.class)
  void aPullRequestIsFoundWithAllThatBelongsToIt(SimulatedSystem system) {
    Job job = new Job("acme/shop", COMMIT, "feature", "7", "42", "http://127.0.0.1:1");
    CiEnvironment found = Detection.of(system.variables(job)).orElseThrow();
    assertThat(found.provider()).isEqualTo(system.word());
    assertThat(found.repository()).isEqualTo("acme/shop");
    assertThat(found.commitSha()).isEqualTo(COMMIT);
    assertThat(found.prNumber()).isEqualTo("7");
    String run =
        switch (system) {
          case JENKINS -> "shop#42";
          case CIRCLECI -> "00000000-0000-0000-0000-000000000001";
          default -> "42";
        };
    assertThat(found.buildId()).isEqualTo(run);
    assertThat(found.url()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(SimulatedSystem.class)
  void aPushIsNoPullRequest(SimulatedSystem system) {
    Job job = new Job("acme/shop", COMMIT, "feature", null, "42", "http://127.0.0.1:1");
    CiEnvironment found = Detection.of(system.variables(job)).orElseThrow();
    assertThat(found.prNumber()).isNull();
    assertThat(found.branch()).isEqualTo("feature");
  }

  @ParameterizedTest
  @EnumSource(SimulatedSystem.class)
  void itsApiTakesARunAStatusAndAComment(SimulatedSystem system) throws Exception {
    PlayedApi api = await(new PlayedApi(vertx).listen());
    Job job = new Job("acme/shop", COMMIT, "feature", "7", "42", api.url());
    CiProvider provider = provider(system, job);

    TestRun run =
        await(
            provider.createTestRun(
                new NewTestRun("one", "Tests", "42", COMMIT, "feature", "7", null, Instant.now())));
    TestRunUpdate end =
        new TestRunUpdate(
            RunState.SUCCESS, "3 passed", "all well", null, List.of(), null, Instant.now());
    await(provider.updateTestRun(run.id(), end));
    await(
        provider.setBuildStatus(
            new BuildStatus(
                COMMIT, RunState.SUCCESS, "verdict", "3 passed", null, "feature", "7")));
    await(provider.addPrComment(new PrComment("7", "suite", "all well")));
    await(provider.addPrComment(new PrComment("7", "suite", "still all well")));

    assertThat(api.told().stream().filter(Told::isWrite))
        .as("%s", api.told())
        .anyMatch(told -> told.sent().contains("still all well"))
        .allMatch(told -> told.status() < 300);
    await(provider.close());
  }

  private CiProvider provider(SimulatedSystem system, Job job) {
    Map<String, String> variables = new HashMap<>(system.variables(job));
    ProviderHost host =
        new ProviderHost(
            vertx, CiProviders.load(), variables, Clockwork.real(vertx), CallListener.NOBODY);
    String prefix = "VERDICT_PROVIDERS_" + system.name() + "_";
    Map<String, String> settings =
        ConfiguredProviders.settings(
            host.providers().named(system.word()),
            (key, setting) ->
                Optional.ofNullable(
                    system
                        .settings(job)
                        .get(prefix + setting.name().toUpperCase(java.util.Locale.ROOT))));
    return host.create(system.word(), settings);
  }
}
