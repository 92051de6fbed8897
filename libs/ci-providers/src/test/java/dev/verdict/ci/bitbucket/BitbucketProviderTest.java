package dev.verdict.ci.bitbucket;

import static dev.verdict.testkit.ci.Rule.oneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.ShortCommits;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BitbucketProviderTest extends ProviderContract {
  @SuppressWarnings("NullAway.Init")
  private BitbucketRecord record;

  @Override
  protected String name() {
    return "bitbucket";
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of(
        "username",
        BitbucketRecord.USER,
        "app_password",
        TOKEN,
        "workspace",
        "octo",
        "repository",
        "hello.world",
        "api_url",
        api + "/2.0");
  }

  @Override
  protected void record(RecordedApi api) {
    record = new BitbucketRecord(api, TOKEN);
  }

  @Override
  protected String ciRun() {
    return BitbucketRecord.PIPELINE;
  }

  @Override
  protected List<String> artifactNames() {
    return BitbucketRecord.artifactNames();
  }

  @Override
  protected String freshlyLinked() {
    return artifactNames().get(0);
  }

  @Override
  protected int listingCalls() {
    return 2;
  }

  @Override
  protected void sayUnknownStatus() {
    record.sayResult("SUCCESSFUL_SOMEHOW");
  }

  @Override
  protected int comments() {
    return record.commentCount();
  }

  @Test
  void a_run_is_a_report_with_annotations_and_is_read_back() throws Exception {
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(await(provider().getTestRunStatus(run.id())).state()).isEqualTo(RunState.RUNNING);
    await(provider().updateTestRun(run.id(), update(RunState.FAILURE)));
    List<Seen> put = api().seen(HttpMethod.PUT);
    assertThat(put).extracting(Seen::rawPath).hasSize(2).containsOnly(put.get(0).rawPath());
    assertThat(put.get(1).json().getString("title")).isEqualTo("unit tests");
    assertThat(put.get(1).json().getJsonArray("data")).hasSize(6);
    JsonObject annotation = api().seen(HttpMethod.POST).get(0).jsonArray().getJsonObject(0);
    assertThat(annotation.getMap())
        .containsEntry("path", "src/test/SumsTest.java")
        .containsEntry("line", 17)
        .containsEntry("result", "FAILED");
    TestRunStatus status = await(provider().getTestRunStatus(run.id()));
    assertThat(status.state()).isEqualTo(RunState.FAILURE);
    assertThat(status.commitSha()).isEqualTo(SHA);
  }

  @Test
  void a_pipeline_of_a_pull_request_names_it() throws Exception {
    TestRunStatus status = await(provider().getTestRunStatus(ciRun()));
    assertThat(status.prNumber()).isEqualTo("7");
    assertThat(status.branch()).isEqualTo("feature");
    assertThat(status.url())
        .hasToString("https://bitbucket.org/octo/hello.world/addon/pipelines/home#!/results/4");
  }

  @Test
  void the_first_digits_of_a_commit_are_enough() throws Exception {
    api()
        .on(HttpMethod.GET, "/2.0/repositories/octo/hello.world/commit/" + SHA.substring(0, 12))
        .query("fields", oneOf("hash"))
        .answers(Answer.json(200, JsonObject.of("hash", SHA)));
    assertThat(await(((ShortCommits) provider()).fullCommit(SHA.substring(0, 12)))).isEqualTo(SHA);
  }

  @Test
  void a_key_that_is_too_long_stays_one_of_its_own() throws Exception {
    for (String end : List.of("one", "two")) {
      String context = "verdict/unit tests of the payments service, part " + end;
      await(
          provider()
              .setBuildStatus(
                  new BuildStatus(SHA, RunState.SUCCESS, context, "", null, null, null)));
    }
    assertThat(api().seen())
        .extracting(each -> each.json().getString("key"))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.startsWith("verdict/unit tests of the p") && key.length() == 40);
    assertThat(api().seen().get(0).json().getString("url"))
        .isEqualTo("https://bitbucket.org/octo/hello.world/commits/" + SHA);
  }

  @Test
  void the_mark_of_a_comment_is_one_that_bitbucket_does_not_show() throws Exception {
    await(provider().addPrComment(comment("hello")));
    assertThat(record.all().values())
        .extracting(each -> each.getJsonObject("content").getString("raw"))
        .contains("[//]: # (verdict:unit%20tests)\n\nhello");
  }

  @Test
  void comments_that_are_deleted_or_about_a_line_are_not_ours() throws Exception {
    await(provider().addPrComment(comment("first")));
    record.all().values().stream()
        .filter(each -> each.getJsonObject("content").getString("raw").startsWith("[//]"))
        .forEach(each -> each.put("deleted", true));
    assertThat(await(provider().addPrComment(comment("second"))).created()).isTrue();
  }

  @Test
  void a_fresh_link_is_signed_and_made_without_fetching() throws Exception {
    ArtifactLink link = await(provider().freshLink(anArtifact())).orElseThrow();
    assertThat(link.reach()).isEqualTo(ArtifactLink.Reach.ANYBODY);
    assertThat(link.url().getPath()).startsWith("/storage/verdict-");
    assertThat(link.expiresAt()).isBefore(clock().instant().plusSeconds(60));
    assertThat(api().seen()).noneMatch(each -> each.rawPath().startsWith("/storage"));
  }

  @Test
  void pages_that_are_not_counted_are_walked() throws Exception {
    record.stopCounting();
    ArtifactFindings found = await(provider().findArtifacts(ciRun(), Set.copyOf(artifactNames())));
    assertThat(found.found()).hasSize(200);
  }

  @Test
  void files_of_another_run_are_not_listed() throws Exception {
    ArtifactFindings found =
        await(provider().findArtifacts("{other}", Set.copyOf(artifactNames())));
    assertThat(found.problem()).isNull();
    assertThat(found.found()).isEmpty();
  }

  @Test
  void a_missing_scope_is_named() {
    api().fault(1_000, Answer.file(403, BitbucketRecord.class, "missing_scope.json"));
    assertThatThrownBy(() -> await(provider().addPrComment(comment("x"))))
        .isInstanceOf(PermissionError.class)
        .hasMessage(
            "bitbucket add_pr_comment: 403 Your credentials lack one or more required privilege"
                + " scopes. Required: pullrequest.; give the token the scope pullrequest"
                + " (write:pullrequest:bitbucket)");
  }

  @Test
  void a_token_without_a_name_is_a_bearer() throws Exception {
    RecordedApi own = await(RecordedApi.start(vertx(), clock()));
    own.fault(1_000, Answer.empty(401));
    CiProvider provider =
        open(
            Map.of(
                "token", TOKEN, "repository", "octo/hello.world", "api_url", own.url() + "/2.0"));
    assertThatThrownBy(() -> await(provider.initialize())).isInstanceOf(AuthenticationError.class);
    await(own.close());
    assertThat(own.seen().get(0).headers().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(own.seen().get(0).rawPath()).isEqualTo("/2.0/repositories/octo/hello.world");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> open(Map.of("token", TOKEN, "repository", "hello")))
        .hasMessageContaining("workspace: absent (expected: that of the repository)");
    assertThatThrownBy(() -> open(Map.of("token", TOKEN, "repository", "a/b/c")))
        .hasMessageContaining("repository: a/b/c (expected: name, or workspace/name)");
    assertThatThrownBy(() -> open(Map.of("app_password", TOKEN, "repository", "a/b")))
        .hasMessageContaining("username: absent (expected: whose app_password it is)");
  }

  @Test
  void more_pages_than_anybody_reads_are_not_even_named() throws Exception {
    api()
        .fault(
            seen ->
                seen.rawPath().endsWith("/downloads")
                    ? Answer.json(
                        200, JsonObject.of("size", Long.MAX_VALUE, "values", new JsonArray()))
                    : null);
    var first = provider().artifactPlaces(ciRun()).get(0);
    assertThat(await(provider().listArtifacts(first)).more()).hasSize(1_000);
  }
}
