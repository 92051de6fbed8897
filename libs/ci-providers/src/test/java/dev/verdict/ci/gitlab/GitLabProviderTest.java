package dev.verdict.ci.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GitLabProviderTest extends ProviderContract {
  @SuppressWarnings("NullAway.Init")
  private GitLabRecord record;

  @Override
  protected String name() {
    return "gitlab";
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of(
        "token", TOKEN, "project_id", GitLabRecord.PROJECT, "api_url", api + "/git/lab/api/v4");
  }

  @Override
  protected void record(RecordedApi api) {
    record = new GitLabRecord(api, "PRIVATE-TOKEN", TOKEN, "/git/lab");
  }

  @Override
  protected String ciRun() {
    return GitLabRecord.PIPELINE;
  }

  @Override
  protected List<String> artifactNames() {
    return GitLabRecord.artifactNames();
  }

  @Override
  protected int listingCalls() {
    return 2;
  }

  @Override
  protected void sayUnknownStatus() {
    record.sayPipelineStatus("waiting_for_moon");
  }

  @Override
  protected int comments() {
    return record.noteCount();
  }

  private CiProvider with(String... more) {
    Map<String, String> all = new HashMap<>(settings(api().url()));
    for (int i = 0; i < more.length; i += 2) {
      if (more[i + 1].isEmpty()) {
        all.remove(more[i]);
      } else {
        all.put(more[i], more[i + 1]);
      }
    }
    return open(all);
  }

  @Test
  void a_run_is_a_status_in_its_pipeline_and_is_read_back() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    await(provider().updateTestRun(run.id(), update(RunState.TIMEOUT)));
    assertThat(run.id()).isEqualTo("status/" + SHA + "/unit%20tests/main/46");
    assertThat(api().seen(HttpMethod.POST))
        .extracting(each -> each.json().getString("state"), each -> each.json().getString("ref"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("running", null),
            org.assertj.core.groups.Tuple.tuple("failed", null));
    assertThat(api().seen(HttpMethod.POST).get(1).json().getString("description"))
        .isEqualTo("timed out: 1 of 2 tests failed");
    TestRunStatus status = await(provider().getTestRunStatus(run.id()));
    assertThat(status.state()).isEqualTo(RunState.FAILURE);
    assertThat(status.commitSha()).isEqualTo(SHA);
  }

  @Test
  void a_pipeline_of_another_commit_gives_way_to_the_branch() throws Exception {
    CiProvider provider = with("build_id", "4711", "commit_sha", SHA);
    await(provider.setBuildStatus(status(RunState.SUCCESS)));
    assertThat(api().seen())
        .extracting(
            each -> each.json().getInteger("pipeline_id"), each -> each.json().getString("ref"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(4711, null),
            org.assertj.core.groups.Tuple.tuple(null, "main"));
  }

  @Test
  void the_pipeline_of_a_merge_request_names_the_request() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.branch()).isNull();
    assertThat(status.url())
        .hasToString("https://gitlab.example/octo/sub/hello.world/-/pipelines/46");
  }

  @Test
  void a_line_that_begins_with_a_slash_is_no_command() throws Exception {
    await(provider().addPrComment(comment("/close\n```\n x\n```\n  /label ~bad")));
    assertThat(api().seen(HttpMethod.POST).get(0).json().getString("body"))
        .endsWith("\\/close\n```\n x\n```\n  \\/label ~bad");
    assertThat(GitLabNotes.withoutCommands("```\n/usr/bin\n```")).isEqualTo("```\n/usr/bin\n```");
  }

  @Test
  void what_gitlab_itself_noted_down_is_not_ours_to_edit() throws Exception {
    record.noteOfItself("<!-- verdict:unit tests -->\nchanged the description");
    assertThat(await(provider().addPrComment(comment("hello"))).created()).isTrue();
  }

  @Test
  void a_comment_has_its_page() throws Exception {
    assertThat(await(provider().addPrComment(comment("hello"))).url())
        .asString()
        .startsWith(api().url() + "/git/lab/octo/sub/hello.world/-/merge_requests/7#note_");
  }

  @Test
  void pages_that_are_not_counted_are_walked() throws Exception {
    record.stopCounting();
    ArtifactFindings found = await(provider().findArtifacts(ciRun(), Set.copyOf(artifactNames())));
    assertThat(found.found()).hasSize(200);
  }

  @Test
  void an_archive_that_has_expired_is_gone_and_told() throws Exception {
    record.jobs().get(0).remove("artifacts_file");
    record.jobs().get(1).putNull("artifacts_file").putNull("artifacts_expire_at");
    ArtifactFindings found = await(provider().findArtifacts(ciRun(), Set.copyOf(artifactNames())));
    assertThat(artifact(found, 0).gone()).isTrue();
    assertThat(found.found()).doesNotContainKey(artifactNames().get(1));
    RemoteArtifact there = artifact(found, 2);
    assertThat(there.link())
        .isEqualTo(
            new ArtifactLink(
                URI.create(
                    "https://gitlab.example/octo/sub/hello.world/-/jobs/7/artifacts/download"),
                ArtifactLink.Reach.LOGIN,
                there.retainedUntil()));
  }

  private RemoteArtifact artifact(ArtifactFindings found, int index) {
    return Optional.ofNullable(found.found().get(artifactNames().get(index))).orElseThrow();
  }

  @Test
  void the_token_of_a_job_has_its_own_header_and_greets_with_its_job() throws Exception {
    RecordedApi own = await(RecordedApi.start(vertx(), clock()));
    GitLabRecord unused = new GitLabRecord(own, "JOB-TOKEN", TOKEN, "");
    assertThat(unused.noteCount()).isPositive();
    CiProvider provider =
        open(
            Map.of(
                "job_token", TOKEN, "project", GitLabRecord.PROJECT, "api_url", own.url() + "/"));
    await(provider.initialize());
    await(own.close());
    assertThat(own.violations()).isEmpty();
    assertThat(own.seen()).extracting(each -> each.rawPath()).containsExactly("/api/v4/job");
  }

  @Test
  void a_missing_right_is_named() {
    api().fault(1_000, Answer.file(403, GitLabRecord.class, "insufficient_scope.json"));
    assertThatThrownBy(() -> await(provider().setBuildStatus(status(RunState.SUCCESS))))
        .isInstanceOf(PermissionError.class)
        .hasMessage(
            "gitlab set_build_status: 403 The request requires higher privileges than provided by"
                + " the access token.; give the token the scope api and the role Developer; the"
                + " branch may be protected");
  }

  @Test
  void what_is_wrong_with_a_field_is_told() {
    api()
        .fault(
            1_000,
            Answer.text(
                400, "application/json", "{\"message\":{\"note\":[\"is empty\",\"is bad\"]}}"));
    assertThatThrownBy(() -> await(provider().addPrComment(comment("x"))))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("400 note: is empty and is bad;");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> with("project_id", "hello"))
        .hasMessageContaining("project_id: hello (expected: a number, or group/name)");
    assertThatThrownBy(() -> with("token", ""))
        .hasMessageContaining("token: absent (expected: a token, or job_token inside a job)");
    assertThatThrownBy(() -> with("token_header", "Cookie"))
        .hasMessageContaining("token_header: Cookie (expected: PRIVATE-TOKEN");
  }

  @Test
  void a_commit_that_nobody_names_is_an_error_that_says_so() {
    BuildStatus status = new BuildStatus(null, RunState.SUCCESS, "x", "", null, null, null);
    assertThatThrownBy(() -> await(provider().setBuildStatus(status)))
        .hasMessageContaining("set commit_sha");
  }

  @Test
  void notes_that_never_end_are_read_to_where_gitlab_ends() throws Exception {
    api()
        .fault(
            seen ->
                seen.method() == HttpMethod.GET && seen.rawPath().endsWith("/notes")
                    ? Answer.json(200, new JsonArray()).header("X-Next-Page", "2")
                    : null);
    await(provider().addPrComment(comment("hello")));
    assertThat(api().seen(HttpMethod.GET)).as("before and after it was made").hasSize(2 * 60);
  }
}
