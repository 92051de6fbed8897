package dev.verdict.ci.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.Drain;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureProviderTest extends ProviderContract {
  @SuppressWarnings("NullAway.Init")
  private AzureRecord record;

  @Override
  protected String name() {
    return "azure";
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of(
        "token",
        TOKEN,
        "org_url",
        api + "/tfs/Default",
        "project",
        AzureRecord.PROJECT,
        "repository",
        AzureRecord.REPOSITORY);
  }

  @Override
  protected void record(RecordedApi api) {
    record = new AzureRecord(api, TOKEN, "/tfs/Default");
    record.artifacts().get(199).getJsonObject("resource").put("type", "PipelineArtifact");
  }

  @Override
  protected String ciRun() {
    return AzureRecord.BUILD;
  }

  @Override
  protected List<String> artifactNames() {
    return AzureRecord.artifactNames();
  }

  @Override
  protected String freshlyLinked() {
    return artifactNames().get(199);
  }

  @Override
  protected int listingCalls() {
    return 1;
  }

  @Override
  protected void sayUnknownStatus() {
    record.sayResult("succeededSomehow");
  }

  @Override
  protected int comments() {
    return record.threadCount();
  }

  private CiProvider with(String name, String value) {
    Map<String, String> all = new HashMap<>(settings(api().url()));
    all.put(name, value);
    return open(all);
  }

  @Test
  void a_run_stands_in_the_build_with_its_results_and_summary() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    await(provider().updateTestRun(run.id(), update(RunState.TIMEOUT)));
    List<Seen> sent = api().seen(HttpMethod.POST);
    assertThat(sent.get(0).json().getJsonObject("build").getString("id")).isEqualTo("391");
    assertThat(sent.get(1).jsonArray()).hasSize(2);
    assertThat(sent.get(2).json().getString("fileName")).isEqualTo("summary.md");
    assertThat(api().seen(HttpMethod.PATCH).get(0).json().getMap())
        .containsEntry("state", "Aborted")
        .containsEntry("substate", "timedOut")
        .containsEntry("errorMessage", "timed out: 1 of 2 tests failed");
    TestRunStatus status = await(provider().getTestRunStatus(run.id()));
    assertThat(status.state()).isEqualTo(RunState.TIMEOUT);
  }

  @Test
  void a_run_without_a_build_is_found_again_by_its_comment() throws Exception {
    NewTestRun alone = new NewTestRun("x-1", "alone", null, null, null, null, null, Instant.EPOCH);
    TestRun first = await(provider().createTestRun(alone));
    TestRun second = await(provider().createTestRun(alone));
    NewTestRun other = new NewTestRun("x-11", "alone", null, null, null, null, null, null);
    TestRun third = await(provider().createTestRun(other));
    assertThat(first.id()).matches("run/\\d+").isEqualTo(second.id()).isNotEqualTo(third.id());
    assertThat(record.testRuns()).hasSize(2);
  }

  @Test
  void results_tell_whether_a_run_that_is_complete_has_failed() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    await(provider().updateTestRun(run.id(), update(RunState.FAILURE)));
    assertThat(await(provider().getTestRunStatus(run.id())).state()).isEqualTo(RunState.FAILURE);
  }

  @Test
  void a_build_of_a_pull_request_names_it() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.finishedAt()).isEqualTo("2026-11-20T10:05:21.643912500Z");
  }

  @Test
  void commit_and_pull_request_are_marked() throws Exception {
    await(provider().setBuildStatus(status(RunState.CANCELLED)));
    assertThat(api().seen())
        .extracting(each -> each.rawPath().replaceFirst(".*/_apis", ""))
        .containsExactly(
            "/git/repositories/hello.world/commits/" + SHA + "/statuses",
            "/git/repositories/hello.world/pullRequests/7/statuses");
    assertThat(api().seen().get(0).json().getString("description")).startsWith("cancelled: 2");
  }

  @Test
  void a_page_to_sign_in_means_a_wrong_token() {
    Answer page = Answer.text(203, "text/html", "<html>Sign In</html>");
    api().fault(1_000, page);
    assertThatThrownBy(() -> await(provider().initialize()))
        .isInstanceOf(AuthenticationError.class)
        .hasMessageStartingWith("azure initialize: 203 a page to sign in; set a token");
    assertThatThrownBy(() -> await(provider().addPrComment(comment("x"))))
        .isInstanceOf(AuthenticationError.class);
  }

  @Test
  void the_way_to_a_page_to_sign_in_means_a_wrong_token() {
    api()
        .fault(
            seen ->
                seen.rawPath().startsWith("/_signin")
                    ? Answer.text(200, "text/html; charset=utf-8", "<html>Sign In</html>")
                    : null);
    api().on(HttpMethod.GET, "/_signin");
    String other = "http://localhost:" + api().url().getPort() + "/_signin";
    api()
        .fault(
            seen ->
                seen.rawPath().startsWith("/_signin")
                    ? null
                    : Answer.empty(302).header("Location", other));
    assertThatThrownBy(() -> await(provider().getTestRunStatus("391")))
        .isInstanceOf(AuthenticationError.class);
    assertThatThrownBy(() -> await(provider().setBuildStatus(status(RunState.SUCCESS))))
        .isInstanceOf(AuthenticationError.class)
        .hasMessageContaining("302 a page to sign in");
  }

  @Test
  void a_page_to_sign_in_is_no_artifact() throws Exception {
    RemoteArtifact artifact = anArtifact();
    api().fault(1_000, Answer.text(200, "text/html", "<html>Sign In</html>"));
    assertThatThrownBy(() -> await(provider().downloadArtifact(artifact, 0)))
        .isInstanceOf(AuthenticationError.class);
  }

  @Test
  void an_artifact_of_a_pipeline_is_signed_and_fetched_without_our_token() throws Exception {
    String blob = "http://localhost:" + api().url().getPort() + "/blob/a?sig=abcdefgh";
    record
        .artifacts()
        .get(0)
        .getJsonObject("resource")
        .put("type", "PipelineArtifact")
        .put("downloadUrl", "https://artifacts.example/x/content?format=zip");
    api()
        .on(HttpMethod.GET, "/blob/a")
        .query("sig", value -> null)
        .header("Authorization", value -> value == null ? null : "no credential")
        .answers(Answer.bytes(200, "application/zip", Buffer.buffer("PK signed")));
    api()
        .fault(
            seen ->
                seen.rawPath().contains("/_apis/pipelines/")
                    ? Answer.json(
                        200,
                        io.vertx.core.json.JsonObject.of(
                            "signedContent",
                            io.vertx.core.json.JsonObject.of(
                                "url", blob, "signatureExpires", "2026-11-20T11:00:00Z")))
                    : null);
    RemoteArtifact artifact = anArtifact();
    assertThat(await(provider().freshLink(artifact)))
        .contains(
            new ArtifactLink(
                URI.create(blob),
                ArtifactLink.Reach.ANYBODY,
                Instant.parse("2026-11-20T11:00:00Z")));
    assertThat(await(provider().downloadArtifact(artifact, 0).compose(Drain::of)).beginning())
        .hasToString("PK signed");
  }

  @Test
  void a_server_that_is_older_is_told_of() {
    api().fault(1_000, Answer.file(400, AzureRecord.class, "version_out_of_range.json"));
    assertThatThrownBy(() -> await(provider().initialize()))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("set api_version to one that this Server knows");
  }

  @Test
  void a_repository_on_github_is_not_ours_to_mark() {
    CiProvider provider = with("repository", "octo-org/hello.world");
    assertThatThrownBy(() -> await(provider.setBuildStatus(status(RunState.SUCCESS))))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("no repository of project Fabrikam Fiber is named");
    assertThat(api().seen()).isEmpty();
  }

  @Test
  void project_and_repository_may_come_in_one() throws Exception {
    CiProvider provider =
        open(
            Map.of(
                "token",
                TOKEN,
                "api_url",
                api().url() + "/tfs/Default/",
                "repository",
                "Fabrikam Fiber/hello.world"));
    await(provider.setBuildStatus(status(RunState.SUCCESS)));
    assertThat(api().seen()).hasSize(2);
  }

  @Test
  void a_variable_that_was_not_set_is_no_token() {
    assertThatThrownBy(() -> with("token", "$(System.AccessToken)"))
        .hasMessageContaining("a job gets it by env: of the step");
  }

  @Test
  void the_token_of_a_job_is_a_bearer() throws Exception {
    RecordedApi own = await(RecordedApi.start(vertx(), clock()));
    own.fault(1_000, Answer.empty(401));
    CiProvider provider =
        open(Map.of("token", "eyJh.eyJi.c2ln", "org_url", own.url() + "", "project", "p"));
    assertThatThrownBy(() -> await(provider.initialize())).isInstanceOf(AuthenticationError.class);
    await(own.close());
    assertThat(own.seen().get(0).headers().get("Authorization")).isEqualTo("Bearer eyJh.eyJi.c2ln");
  }
}
