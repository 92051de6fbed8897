package dev.verdict.ci.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.HostedContract;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.AuthenticationError;
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
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JenkinsProviderTest extends HostedContract {
  @SuppressWarnings("NullAway.Init")
  private JenkinsRecord record;

  @Override
  protected String name() {
    return "jenkins";
  }

  @Override
  protected Map<String, String> ownSettings(URI api) {
    return Map.of(
        "url", api + "/jenkins/", "user", "verdict", "token", TOKEN, "job_name", JenkinsRecord.JOB);
  }

  @Override
  protected void ownRecord(RecordedApi api) {
    record = new JenkinsRecord(api, TOKEN);
  }

  @Override
  protected String ciRun() {
    return "12";
  }

  @Override
  protected List<String> artifactNames() {
    return JenkinsRecord.artifactNames();
  }

  @Override
  protected int listingCalls() {
    return 1;
  }

  @Override
  protected void sayUnknownStatus() {
    record.build().put("result", "SUPERSEDED");
  }

  @Test
  void a_run_is_a_line_of_the_description_and_leaves_the_lines_of_others() throws Exception {
    record.build().put("description", "deployed to <b>staging</b>");
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(record.build().getString("description"))
        .isEqualTo(
            "deployed to <b>staging</b>\n"
                + "Verdict \"unit tests\": running https://verdict.example/runs/5f0c9a52");
    assertThat(run.url()).hasPath("/jenkins/job/team/job/app #1/job/PR-7/12/");

    await(provider().updateTestRun(run.id(), update(RunState.FAILURE)));
    await(provider().createTestRun(newRun()));
    assertThat(record.build().getString("description"))
        .isEqualTo(
            "deployed to <b>staging</b>\n"
                + "Verdict \"unit tests\": failed, 1 of 2 tests failed"
                + " https://verdict.example/runs/5f0c9a52");
    assertThat(await(provider().getTestRunStatus(run.id())).id()).isEqualTo(run.id());
  }

  @Test
  void who_comes_with_a_password_brings_the_crumb_of_his_session() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.remove("token");
    settings.put("password", TOKEN);
    CiProvider withPassword = open(settings);

    await(withPassword.createTestRun(newRun()));
    assertThat(record.build().getString("description")).contains("running");

    record.wantCrumb();
    await(withPassword.updateTestRun("12", update(RunState.SUCCESS)));
    assertThat(record.build().getString("description")).contains("Verdict \"tests\": passed");
  }

  @Test
  void either_a_token_or_a_password_is_given() {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.remove("token");
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("token: absent (expected: an API token, or else a password)");
  }

  @Test
  void what_a_build_tells_of_its_commit_is_that_of_our_repository() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus("12"));
    assertThat(status.state()).isEqualTo(RunState.FAILURE);
    assertThat(status.commitSha()).isEqualTo(SHA);
    assertThat(status.branch()).isEqualTo("feature/sums");
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.startedAt()).isEqualTo(Instant.ofEpochMilli(1_795_168_805_000L));
    assertThat(status.finishedAt()).isEqualTo(Instant.ofEpochMilli(1_795_169_100_000L));

    record.build().put("building", true);
    TestRunStatus last = await(provider().getTestRunStatus("lastBuild"));
    assertThat(last.state()).isEqualTo(RunState.RUNNING);
    assertThat(last.finishedAt()).isNull();
  }

  @Test
  void a_build_is_named_in_many_ways() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(api().url()));
    settings.remove("job_name");
    CiProvider anyJob = open(settings);
    await(anyJob.initialize());
    for (String id :
        List.of(
            "team/app #1/PR-7#12",
            "https://ci.example/other/job/team/job/app%20%231/job/PR-7/12/",
            api().url() + "/jenkins/job/team/job/app%20%231/job/PR-7/12")) {
      assertThat(await(anyJob.getTestRunStatus(id)).state()).isEqualTo(RunState.FAILURE);
    }
    assertThatThrownBy(() -> await(anyJob.getTestRunStatus("12")))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("set job_name");
  }

  @Test
  void branches_are_encoded_twice_as_jenkins_does_it() {
    assertThat(JenkinsBuild.job("team/app/feature%2Fsums"))
        .isEqualTo("/job/team/job/app/job/feature%252Fsums");
  }

  @Test
  void links_are_those_of_the_pages_for_people_and_bytes_come_from_where_we_call()
      throws Exception {
    RemoteArtifact artifact = anArtifact();
    ArtifactLink link = Optional.ofNullable(artifact.link()).orElseThrow();
    assertThat(link.reach()).isEqualTo(ArtifactLink.Reach.LOGIN);
    assertThat(link.url())
        .hasToString(
            "https://ci.example/jenkins/job/team/job/app%20%231/job/PR-7/12/artifact/out/"
                + "report%20%230%20%C3%BC%2050%25.xml");
    await(provider().downloadArtifact(artifact, 5)).body().handler(bytes -> {}).resume();
    assertThat(api().seen().getLast().rawPath()).isEqualTo(JenkinsRecord.path(artifact.name()));
    assertThat(api().seen().getLast().headers().get("Range")).isEqualTo("bytes=5-");
  }

  @Test
  void a_way_to_the_login_is_no_success() {
    api()
        .fault(
            seen ->
                seen.method() == HttpMethod.POST
                    ? Answer.empty(302)
                        .header("Location", "/jenkins/securityRealm/commenceLogin?from=%2F")
                    : null);
    assertThatThrownBy(() -> await(provider().updateTestRun("12", update(RunState.SUCCESS))))
        .isInstanceOf(AuthenticationError.class);
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
  void a_missing_permission_is_named() {
    api()
        .fault(
            1,
            Answer.text(403, "text/html", "<html>Access Denied</html>")
                .header("X-Required-Permission", "hudson.model.Run.Update"));
    assertThatThrownBy(() -> await(provider().updateTestRun("12", update(RunState.SUCCESS))))
        .isInstanceOf(PermissionError.class)
        .hasMessageEndingWith("give the user the permission hudson.model.Run.Update");
  }
}
