package dev.verdict.ci.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.BytesSource;
import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitHubProviderTest extends ProviderContract {
  @SuppressWarnings("NullAway.Init")
  private GitHubRecord record;

  @Override
  protected String name() {
    return "github";
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of(
        "token", TOKEN, "repository", GitHubRecord.REPOSITORY, "api_url", api + "/api/v3");
  }

  @Override
  protected void record(RecordedApi api) {
    record = new GitHubRecord(api, TOKEN, "/api/v3");
  }

  @Override
  protected String ciRun() {
    return GitHubRecord.RUN;
  }

  @Override
  protected List<String> artifactNames() {
    return GitHubRecord.artifactNames();
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
    record.sayConclusion("superseded");
  }

  @Override
  protected int comments() {
    return record.commentCount();
  }

  @Test
  void the_token_of_a_person_marks_the_commit_instead() throws Exception {
    record.tokenOfAPerson();
    TestRun run = await(provider().createTestRun(newRun()));
    await(provider().updateTestRun(run.id(), update(RunState.FAILURE)));
    assertThat(run.id()).startsWith("status/").endsWith("/run/" + GitHubRecord.RUN);
    assertThat(api().seen(HttpMethod.POST))
        .extracting(each -> each.json().getString("state"))
        .containsExactly(null, "pending", "failure");
  }

  @Test
  void a_missing_right_is_named() {
    api()
        .fault(
            1_000,
            Answer.json(403, JsonObject.of("message", "Resource not accessible by integration"))
                .header("X-Accepted-GitHub-Permissions", "statuses=write")
                .header("X-GitHub-Request-Id", "C0DE:1"));
    assertThatThrownBy(() -> await(provider().setBuildStatus(status(RunState.SUCCESS))))
        .isInstanceOf(PermissionError.class)
        .hasMessage(
            "github set_build_status: 403 Resource not accessible by integration (request"
                + " C0DE:1); give the token statuses write");
  }

  @Test
  void a_fresh_link_is_signed_and_short_and_made_without_fetching() throws Exception {
    ArtifactLink link = await(provider().freshLink(anArtifact())).orElseThrow();
    assertThat(link.reach()).isEqualTo(ArtifactLink.Reach.ANYBODY);
    assertThat(link.url().getPath()).isEqualTo("/blob/a");
    assertThat(link.expiresAt()).isBefore(clock().instant().plusSeconds(60));
    assertThat(api().seen()).noneMatch(each -> each.rawPath().startsWith("/blob"));
  }

  @Test
  void an_answer_that_got_lost_does_not_make_a_second_check_run() throws Exception {
    int[] left = {1};
    api()
        .fault(
            seen -> {
              if (seen.method() == HttpMethod.POST && left[0]-- > 0) {
                record
                    .checkRuns()
                    .add(seen.json().put("id", 77).put("html_url", "https://github.com/x"));
                return Answer.text(502, "text/html", "bad gateway");
              }
              return null;
            });
    TestRun run = await(provider().createTestRun(newRun()));
    assertThat(run.id()).startsWith("check/77/");
    assertThat(record.checkRuns()).hasSize(1);
  }

  @Test
  void what_it_has_sent_is_listed_page_by_page_and_read_as_it_was_meant() throws Exception {
    DeliveryHistory history = (DeliveryHistory) provider();
    DeliveryHistory.Page first = await(history.sent(asked("/webhooks/github"), ""));
    DeliveryHistory.Page second =
        await(history.sent(asked("/webhooks/github"), String.valueOf(first.more())));
    assertThat(second.more()).isNull();
    assertThat(first.deliveries()).hasSize(1);
    assertThat(second.deliveries())
        .extracting(DeliveryHistory.Sent::deliveryId)
        .containsExactly("1b205961-f733-11e3-9bb8-a8b3cc0a6ec0");

    DeliveryHistory.Request request = await(history.request(first.deliveries().get(0)));
    var inbound = new InboundRequest(request.headers(), Map.of(), request.body(), request.body());
    GitHubWebhooks dialect = new GitHubWebhooks();
    assertThat(dialect.deliveryId(inbound)).contains("0b989ba4-242f-11e5-81e1-c7b6966d2516");
    assertThat(dialect.read(inbound))
        .containsExactly(new CiEvent.Ping("Keep it logically awesome."));
  }

  @Test
  void a_webhook_that_is_not_set_up_is_said() {
    DeliveryHistory history = (DeliveryHistory) provider();
    assertThatThrownBy(() -> await(history.sent(asked("/webhooks/elsewhere"), "")))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("webhooks.github.reconcile");
  }

  @Test
  void assets_that_never_end_are_read_to_where_github_ends() throws Exception {
    BytesSource log = new BytesSource(Buffer.buffer("log"));
    await(provider().uploadArtifact(upload("log.txt", log)));
    api()
        .fault(
            seen ->
                seen.method() == HttpMethod.GET && seen.rawPath().endsWith("/assets")
                    ? Answer.json(200, new JsonArray())
                        .header("Link", "<" + api().url() + seen.rawPath() + ">; rel=\"next\"")
                    : null);
    assertThatThrownBy(() -> await(provider().uploadArtifact(upload("log.txt", log))))
        .isInstanceOf(ConfigurationError.class);
    assertThat(api().seen(HttpMethod.GET))
        .filteredOn(seen -> seen.rawPath().endsWith("/assets"))
        .hasSize(10);
  }

  @Test
  void more_pages_than_anybody_reads_are_not_even_named() throws Exception {
    api()
        .fault(
            seen ->
                seen.rawPath().endsWith("/artifacts")
                    ? Answer.json(
                        200,
                        JsonObject.of("total_count", Long.MAX_VALUE, "artifacts", new JsonArray()))
                    : null);
    var first = provider().artifactPlaces(ciRun()).get(0);
    assertThat(await(provider().listArtifacts(first)).more()).hasSize(1_000);
  }

  private static DeliveryHistory.Question asked(String receiver) {
    return new DeliveryHistory.Question(GitHubRecord.REPOSITORY, receiver, Instant.EPOCH);
  }
}
