package dev.verdict.ci.circleci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.HostedContract;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CircleCiProviderTest extends HostedContract {
  @SuppressWarnings("NullAway.Init")
  private CircleCiRecord record;

  @Override
  protected String name() {
    return "circleci";
  }

  @Override
  protected Map<String, String> ownSettings(URI api) {
    return Map.of(
        "token",
        TOKEN,
        "project_slug",
        "gh/octo-org/hello.world",
        "api_url",
        api + "/api/v2",
        "artifact_url",
        api.toString());
  }

  @Override
  protected void ownRecord(RecordedApi api) {
    record = new CircleCiRecord(api, TOKEN);
  }

  @Override
  protected String ciRun() {
    return CircleCiRecord.WORKFLOW;
  }

  @Override
  protected List<String> artifactNames() {
    return CircleCiRecord.artifactNames();
  }

  /** Two pages of jobs; of three jobs, two have two pages of files. */
  @Override
  protected int listingCalls() {
    return 2 + 5;
  }

  @Override
  protected void sayUnknownStatus() {
    record.workflow().put("status", "superseded");
  }

  @Test
  void a_workflow_tells_its_commit_and_its_page() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.state()).isEqualTo(RunState.FAILURE);
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.branch()).isEqualTo("feature/sums");
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.url())
        .hasToString(
            "https://app.circleci.com/pipelines/github/octo-org/hello.world/562/workflows/"
                + CircleCiRecord.WORKFLOW);
    assertThat(status.finishedAt()).isEqualTo("2026-11-20T10:05:00Z");
  }

  @Test
  void a_job_can_be_asked_for_alone() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus("101"));
    assertThat(status.state()).isEqualTo(RunState.TIMEOUT);
    assertThat(status.commitSha()).isEqualTo(SHA);
    ArtifactFindings found =
        await(provider().findArtifacts("103", Set.copyOf(artifactNames().subList(150, 200))));
    assertThat(found.found()).hasSize(50);
  }

  @Test
  void of_a_pipeline_the_newest_workflow_of_each_name_counts() throws Exception {
    String pipeline = "pipeline/" + CircleCiRecord.PIPELINE;
    assertThat(await(provider().getTestRunStatus(pipeline)).word()).isEqualTo("failed");

    record
        .workflows()
        .add(
            record
                .workflow()
                .copy()
                .put("status", "success")
                .put("created_at", "2026-11-20T11:00:00Z")
                .put("stopped_at", "2026-11-20T11:04:00Z"));
    TestRunStatus again = await(provider().getTestRunStatus(pipeline));
    assertThat(again.state()).isEqualTo(RunState.SUCCESS);
    assertThat(again.finishedAt()).isEqualTo("2026-11-20T11:04:00Z");

    record.workflows().add(record.workflow().copy().put("name", "deploy").put("status", "on_hold"));
    assertThat(await(provider().getTestRunStatus(pipeline)).state()).isEqualTo(RunState.QUEUED);

    record.workflows().clear();
    TestRunStatus early = await(provider().getTestRunStatus(pipeline));
    assertThat(early.word()).isEqualTo("created");
    assertThat(early.state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void a_pipeline_tells_its_commit_in_one_of_two_places() throws Exception {
    record.pipeline().getJsonObject("vcs").put("branch", "pull/12").putNull("review_id");
    TestRunStatus fork = await(provider().getTestRunStatus(ciRun()));
    assertThat(fork.prNumber()).isEqualTo("12");
    assertThat(fork.branch()).isNull();

    record.pipeline().remove("vcs");
    record
        .pipeline()
        .put(
            "trigger_parameters",
            JsonObject.of("git", JsonObject.of("checkout_sha", SHA, "branch", "main")));
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.branch()).isEqualTo("main");
  }

  @Test
  void all_files_of_a_pipeline_are_found() throws Exception {
    ArtifactFindings found =
        await(
            provider()
                .findArtifacts("pipeline/" + CircleCiRecord.PIPELINE, Set.copyOf(artifactNames())));
    assertThat(found.problem()).isNull();
    assertThat(found.found()).hasSize(200);
  }

  @Test
  void a_test_run_is_one_of_the_host_and_still_knows_its_workflow() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(run.id()).matches("host/check%2F\\d+/run/" + CircleCiRecord.WORKFLOW);
    assertThat(host.checkRuns()).hasSize(1);
    assertThat(await(provider().getTestRunStatus(run.id())).state()).isEqualTo(RunState.FAILURE);
    String name = artifactNames().get(0);
    assertThat(await(provider().getArtifactUrl(run.id(), name))).isPresent();
    assertThatThrownBy(() -> await(provider().updateTestRun("101", update(RunState.SUCCESS))))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("create_test_run");
  }

  @Test
  void the_host_of_the_files_gets_the_token_and_where_it_leads_does_not() throws Exception {
    RecordedApi files = await(RecordedApi.start(vertx(), clock()));
    RecordedApi storage = await(RecordedApi.start(vertx(), clock()));
    files
        .on(HttpMethod.GET, "/0/{path*}")
        .header("Circle-Token", value -> TOKEN.equals(value) ? null : "the token")
        .answers(Answer.empty(302).header("Location", storage.url() + "/signed"));
    storage
        .on(HttpMethod.GET, "/signed")
        .header("Circle-Token", value -> value == null ? null : "no credential")
        .answers(Answer.text(200, "text/plain", "bytes"));
    record.filesAt(files.url().toString());
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.put("artifact_url", files.url().toString());
    CiProvider provider = open(settings);

    await(provider.downloadArtifact(anArtifact(), 0)).body().handler(bytes -> {}).resume();

    assertThat(storage.seen()).hasSize(1);
    assertThat(files.violations()).isEmpty();
    assertThat(storage.violations()).isEmpty();
    await(files.close());
    await(storage.close());
  }

  @Test
  void the_commit_of_the_job_is_marked_if_nobody_names_one() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.put("commit_sha", SHA);
    CiProvider inAJob = open(settings);
    BuildStatus status =
        new BuildStatus(null, RunState.SUCCESS, "verdict", "passed", null, null, null);
    await(inAJob.setBuildStatus(status));
    assertThat(api().seen().getLast().rawPath()).endsWith("/statuses/" + SHA);
    assertThatThrownBy(() -> await(provider().setBuildStatus(status)))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("set commit_sha");
  }

  @Test
  void a_bad_token_is_told_apart_from_one_of_a_project() {
    api().fault(1, Answer.json(401, JsonObject.of("message", "You must log in first.")));
    assertThatThrownBy(() -> await(provider().initialize()))
        .isInstanceOf(AuthenticationError.class)
        .hasMessage(
            "circleci initialize: 401 You must log in first.; set a personal API token; tokens of"
                + " a project do not open this API");
  }

  @Test
  void a_slug_has_two_or_three_parts() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.put("project_slug", "octo-org/hello.world");
    await(open(settings).initialize());
    settings.put("project_slug", "hello.world");
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("project_slug: hello.world (expected: gh/owner/repo");
  }

  @Test
  void a_workflow_of_another_project_is_not_asked_about() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.put("project_slug", "gh/octo-org/other");
    CiProvider other = open(settings);
    ArtifactFindings found =
        await(other.findArtifacts(CircleCiRecord.WORKFLOW, Set.copyOf(artifactNames())));
    assertThat(found.found()).isEmpty();
    assertThat(found.problem())
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("it is of gh/octo-org/hello.world, and only gh/octo-org/other");
    assertThatThrownBy(() -> await(other.getTestRunStatus(CircleCiRecord.WORKFLOW)))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("it is of gh/octo-org/hello.world");

    settings.put("project_slug", "github/octo-org/Hello.World");
    assertThat(await(open(settings).getTestRunStatus(CircleCiRecord.WORKFLOW)).state())
        .isEqualTo(RunState.FAILURE);
  }
}
