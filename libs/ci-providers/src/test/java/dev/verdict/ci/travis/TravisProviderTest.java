package dev.verdict.ci.travis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.HostedContract;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TravisProviderTest extends HostedContract {
  @SuppressWarnings("NullAway.Init")
  private TravisRecord record;

  @Override
  protected String name() {
    return "travis";
  }

  @Override
  protected Map<String, String> ownSettings(URI api) {
    return Map.of("token", TOKEN, "repository", "octo-org/hello.world", "api_url", api + "/api");
  }

  @Override
  protected void ownRecord(RecordedApi api) {
    record = new TravisRecord(api, TOKEN);
  }

  @Override
  protected String ciRun() {
    return TravisRecord.BUILD;
  }

  @Override
  protected List<String> artifactNames() {
    return TravisRecord.artifactNames();
  }

  @Override
  protected int listingCalls() {
    return 1;
  }

  @Override
  protected void sayUnknownStatus() {
    record.build().put("state", "superseded");
  }

  @Test
  void a_build_of_a_branch_tells_its_commit() throws Exception {
    TestRunStatus status =
        await(
            provider()
                .getTestRunStatus(
                    "https://app.travis-ci.com/github/octo-org/hello.world/builds/271234562"));
    assertThat(status.state()).isEqualTo(RunState.FAILURE);
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.branch()).isEqualTo("main");
    assertThat(status.prNumber()).isNull();
    assertThat(status.finishedAt()).isEqualTo("2026-11-20T10:05:00Z");
    assertThat(status.url())
        .hasToString("https://app.travis-ci.com/github/octo-org/hello.world/builds/271234562");
  }

  @Test
  void a_build_of_a_pull_request_does_not_pass_its_merge_off_as_the_commit() throws Exception {
    record.build().put("event_type", "pull_request").put("pull_request_number", 7);
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.commitSha()).isNull();
    assertThat(status.branch()).isNull();
  }

  @Test
  void a_test_run_is_one_of_the_host_and_still_knows_its_build() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(run.id()).matches("host/check%2F\\d+/run/" + TravisRecord.BUILD);
    await(provider().updateTestRun(run.id(), update(RunState.FAILURE)));
    assertThat(host.checkRuns()).hasSize(1);
    assertThat(await(provider().getTestRunStatus(run.id())).state()).isEqualTo(RunState.FAILURE);
    assertThat(await(provider().getArtifactUrl(run.id(), "job-562.1.log"))).isPresent();
    assertThatThrownBy(() -> await(provider().updateTestRun(ciRun(), update(RunState.SUCCESS))))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("create_test_run");
  }

  @Test
  void without_a_host_of_the_repository_it_says_what_to_set() {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.keySet().removeIf(each -> each.startsWith("scm_"));
    CiProvider alone = open(settings);
    assertThatThrownBy(() -> await(alone.createTestRun(newRun())))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("set providers.travis.scm_provider");
  }

  @Test
  void a_job_that_has_not_begun_has_no_log() throws Exception {
    record.jobs().get(0).put("state", "queued").putNull("started_at");
    assertThat(await(provider().getArtifactUrl(ciRun(), "job-562.1.log"))).isEmpty();
    ArtifactLink link =
        Optional.ofNullable(
                await(provider().findArtifacts(ciRun(), Set.of("job-562.2.log")))
                    .found()
                    .values()
                    .iterator()
                    .next()
                    .link())
            .orElseThrow();
    assertThat(link.url())
        .hasToString("https://app.travis-ci.com/github/octo-org/hello.world/jobs/371000001");
  }

  @Test
  void the_word_of_an_error_counts_for_more_than_its_status() {
    api().fault(1, Answer.file(403, TravisRecord.class, "login_required.json"));
    assertThatThrownBy(() -> await(provider().initialize()))
        .isInstanceOf(AuthenticationError.class)
        .hasMessage(
            "travis initialize: 403 login required; set the API token from the settings of a"
                + " Travis CI user");
  }

  @Test
  void what_is_no_repository_or_build_is_told() {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.put("repository", "hello.world");
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("repository: hello.world (expected: owner/name)");
    assertThatThrownBy(() -> await(provider().getTestRunStatus("#562")))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("its number is another thing");
  }
}
