package dev.verdict.ci.teamcity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.HostedContract;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamCityProviderTest extends HostedContract {
  @SuppressWarnings("NullAway.Init")
  private TeamCityRecord record;

  @Override
  protected String name() {
    return "teamcity";
  }

  @Override
  protected Map<String, String> ownSettings(URI api) {
    return Map.of("url", api + "/tc", "token", TOKEN);
  }

  @Override
  protected void ownRecord(RecordedApi api) {
    record = new TeamCityRecord(api, "Bearer " + TOKEN);
  }

  @Override
  protected String ciRun() {
    return TeamCityRecord.BUILD;
  }

  @Override
  protected List<String> artifactNames() {
    return TeamCityRecord.artifactNames();
  }

  @Override
  protected int listingCalls() {
    return 1;
  }

  @Override
  protected void sayUnknownStatus() {
    record.build().put("status", "SUPERSEDED");
  }

  @Test
  void a_run_is_a_line_and_a_tag_and_leaves_those_of_others() throws Exception {
    record.build().put("comment", JsonObject.of("text", "looks odd, see #12"));
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(run.url()).hasToString("https://tc.example/buildConfiguration/App_Test/8142");
    assertThat(record.comment())
        .isEqualTo(
            "looks odd, see #12\n"
                + "Verdict \"unit tests\": running https://verdict.example/runs/5f0c9a52");
    assertThat(record.tags()).containsExactly("nightly", "verdict.unit-tests.running");

    await(provider().updateTestRun(run.id(), update(RunState.TIMEOUT)));
    await(provider().createTestRun(newRun()));
    assertThat(record.comment()).contains("odd").contains("timed out, 1 of 2 tests failed");
    assertThat(record.tags()).containsExactly("nightly", "verdict.unit-tests.timed-out");
    assertThat(await(provider().getTestRunStatus(run.id())).state()).isEqualTo(RunState.FAILURE);
  }

  @Test
  void a_build_tells_the_commit_of_our_repository() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus("8142"));
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.branch()).isEqualTo("feature/sums");
    assertThat(status.startedAt()).isEqualTo("2026-11-20T10:00:05Z");
    assertThat(status.finishedAt()).isEqualTo("2026-11-20T10:05:00Z");
  }

  @Test
  void each_state_has_its_meaning() throws Exception {
    record.build().put("branchName", "pull/7");
    assertThat(await(provider().getTestRunStatus("8142")).prNumber()).isEqualTo("7");

    record
        .build()
        .put(
            "problemOccurrences",
            JsonObject.of(
                "problemOccurrence", JsonArray.of(JsonObject.of("type", "TC_EXECUTION_TIMEOUT"))));
    assertThat(await(provider().getTestRunStatus("8142")).state()).isEqualTo(RunState.TIMEOUT);

    record.build().put("state", "running").put("status", "SUCCESS");
    assertThat(await(provider().getTestRunStatus("8142")).state()).isEqualTo(RunState.RUNNING);

    record
        .build()
        .put("state", "finished")
        .put("status", "UNKNOWN")
        .put("canceledInfo", JsonObject.of("timestamp", "20261120T110300+0100"));
    assertThat(await(provider().getTestRunStatus("8142")).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void a_build_is_named_in_many_ways() throws Exception {
    for (String id :
        List.of(
            "id:8142",
            "https://tc.example/viewLog.html?buildId=8142&tab=buildLog",
            "https://tc.example/buildConfiguration/App_Test/8142?mode=builds",
            "number:562,buildType:(id:App_Test)")) {
      assertThat(await(provider().getTestRunStatus(id)).state()).isEqualTo(RunState.FAILURE);
    }
    assertThatThrownBy(() -> await(provider().getTestRunStatus("App Test")))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("its number is another thing");
  }

  @Test
  void a_file_has_its_size_and_its_folder_also_where_no_full_name_is_told() throws Exception {
    record.tellNoFullNames();
    RemoteArtifact artifact = anArtifact();
    assertThat(artifact.size()).isEqualTo(512);
    assertThat(artifact.createdAt()).isEqualTo("2026-11-20T10:05:01Z");
    await(provider().downloadArtifact(artifact, 0)).body().handler(bytes -> {}).resume();
    assertThat(api().seen().getLast().rawPath())
        .endsWith("/content/out/report%20%230%20%C3%BC%2050%25%2B.xml");
  }

  @Test
  void folders_are_no_files() throws Exception {
    ArtifactPage page = await(provider().listArtifacts(provider().artifactPlaces(ciRun()).get(0)));
    assertThat(page.artifacts())
        .extracting(RemoteArtifact::name)
        .hasSize(200)
        .doesNotContain("out");
  }

  @Test
  void a_user_and_a_password_do_as_well_as_a_token() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.remove("token");
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("token: absent");

    RecordedApi other = await(RecordedApi.start(vertx(), clock()));
    byte[] pair = ("verdict:" + TOKEN).getBytes(StandardCharsets.UTF_8);
    var unused = new TeamCityRecord(other, "Basic " + Base64.getEncoder().encodeToString(pair));
    settings.put("url", other.url() + "/tc/");
    settings.put("username", "verdict");
    settings.put("password", TOKEN);
    await(open(settings).initialize());
    assertThat(other.violations()).isEmpty();
    await(other.close());
  }

  @Test
  void an_error_is_told_in_the_words_of_the_server() {
    assertThatThrownBy(() -> await(provider().getTestRunStatus("9")))
        .isInstanceOf(ResourceNotFoundError.class)
        .hasMessageContaining("404 No build found by id '9'.; check url and the build");
  }
}
