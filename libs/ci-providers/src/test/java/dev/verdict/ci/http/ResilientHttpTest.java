package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.FastTime;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResilientHttpTest {
  private static final Operation OP = Operation.GET_TEST_RUN_STATUS;
  private final Vertx vertx = Vertx.vertx();
  private final FastTime time = new FastTime();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpDoors doors =
      new HttpDoors(vertx, time.clockwork(vertx), new MicrometerCalls(meters));

  @SuppressWarnings("NullAway.Init")
  private RecordedApi api;

  @SuppressWarnings("NullAway.Init")
  private ProviderHttp http;

  @BeforeEach
  void start() throws Exception {
    api = await(RecordedApi.start(vertx, time));
    http = door(api.url(), null);
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private ProviderHttp door(URI base, @Nullable URI proxy) {
    return door(base, proxy, Duration.ofHours(1));
  }

  private ProviderHttp door(URI base, @Nullable URI proxy, Duration deadline) {
    ConnectionSettings settings =
        new ConnectionSettings(
            Duration.ofSeconds(15),
            deadline,
            2,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            100,
            0,
            1_000,
            1 << 20,
            5,
            Duration.ofSeconds(30),
            null,
            proxy,
            null);
    return doors.door("acme", ApiProfile.of(base).bearer("tok-12345678"), settings, List.of());
  }

  private static Answer said(String word) {
    return Answer.json(200, JsonObject.of("said", word));
  }

  @Test
  void an_answer_that_still_holds_is_not_sent_again() throws Exception {
    api.on(HttpMethod.GET, "/x")
        .answers(
            seen ->
                "\"v1\"".equals(seen.headers().get("If-None-Match"))
                    ? Answer.empty(304)
                    : said("hello").header("ETag", "\"v1\""));
    for (int i = 0; i < 3; i++) {
      ApiAnswer answer = await(http.send(ApiRequest.get(OP, "/x")));
      assertThat(answer.object().getString("said")).isEqualTo("hello");
    }
    assertThat(api.seen())
        .extracting(each -> each.headers().get("If-None-Match"))
        .containsExactly(null, "\"v1\"", "\"v1\"");
  }

  @Test
  void equal_questions_at_the_same_time_are_one_call() throws Exception {
    api.on(HttpMethod.GET, "/x").answers(said("hello"));
    List<Future<ApiAnswer>> all =
        IntStream.range(0, 20).mapToObj(i -> http.send(ApiRequest.get(OP, "/x"))).toList();
    await(Future.all(all));
    assertThat(api.seen()).hasSize(1);
  }

  @Test
  void what_was_perhaps_processed_is_not_sent_twice() {
    api.on(HttpMethod.POST, "/x").answers(Answer.empty(500));
    assertThatThrownBy(() -> await(http.send(ApiRequest.post(OP, "/x").json(new JsonObject()))))
        .isInstanceOf(ConnectionError.class);
    assertThat(api.seen()).hasSize(1);
  }

  @Test
  void what_was_certainly_not_processed_is() throws Exception {
    api.on(HttpMethod.POST, "/x").answers(said("done"));
    api.fault(1, Answer.empty(503).header("Retry-After", "1"));
    api.fault(1, Answer.empty(429).header("Retry-After", "1"));
    assertThat(await(http.send(ApiRequest.post(OP, "/x").json(new JsonObject()))).status())
        .isEqualTo(200);
    assertThat(api.seen()).hasSize(3);
  }

  @Test
  void a_read_follows_to_another_host_without_the_credential() throws Exception {
    api.on(HttpMethod.GET, "/x")
        .answers(Answer.empty(302).header("Location", api.otherHost() + "/blob"));
    api.on(HttpMethod.GET, "/blob").answers(said("there"));
    await(http.send(ApiRequest.get(OP, "/x")));
    assertThat(api.seen())
        .extracting(each -> each.headers().get("Authorization"))
        .containsExactly("Bearer tok-12345678", null);
  }

  @Test
  void a_write_follows_on_its_host_with_its_body_and_never_to_another() throws Exception {
    api.on(HttpMethod.POST, "/old").answers(Answer.empty(307).header("Location", "/new"));
    api.on(HttpMethod.POST, "/new").answers(seen -> said(seen.json().getString("a")));
    api.on(HttpMethod.POST, "/away")
        .answers(Answer.empty(307).header("Location", api.otherHost() + "/new"));
    ApiRequest request = ApiRequest.post(OP, "/old").json(JsonObject.of("a", "b"));
    assertThat(await(http.send(request)).object().getString("said")).isEqualTo("b");
    assertThatThrownBy(() -> await(http.send(ApiRequest.post(OP, "/away").json(new JsonObject()))))
        .hasMessageContaining("307");
    assertThat(api.seen()).hasSize(3);
  }

  @Test
  void a_host_that_fails_again_and_again_is_left_alone_and_tried_again() throws Exception {
    api.on(HttpMethod.GET, "/x").answers(said("up"));
    api.fault(5, Answer.empty(500));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> await(http.send(ApiRequest.get(OP, "/x"))))
          .isInstanceOf(ConnectionError.class);
    }
    assertThat(api.seen()).as("the circuit opened after five").hasSize(5);
    await(vertx.timer(700, TimeUnit.MILLISECONDS));
    assertThat(await(http.send(ApiRequest.get(OP, "/x"))).status()).isEqualTo(200);
  }

  @Test
  void a_base_with_a_path_keeps_it_and_names_are_one_segment() throws Exception {
    api.on(HttpMethod.GET, "/ctx/api/jobs/{name}/x").query("q", v -> null).answers(said("ok"));
    await(
        door(URI.create(api.url() + "/ctx/api/"), null)
            .send(ApiRequest.get(OP, "/jobs/{}/x", "a/b c#1%ü+").query("q", "ä&b=c d+e")));
    Seen seen = api.seen().get(0);
    assertThat(seen.rawPath()).isEqualTo("/ctx/api/jobs/a%2Fb%20c%231%25%C3%BC%2B/x");
    assertThat(seen.value("q")).isEqualTo("ä&b=c d+e");
    assertThat(api.violations()).isEmpty();
  }

  @Test
  void a_proxy_gets_the_whole_address() throws Exception {
    api.fault(seen -> said("through the proxy"));
    ApiAnswer answer =
        await(door(URI.create("http://ci.example"), api.url()).send(ApiRequest.get(OP, "/x")));
    assertThat(answer.object().getString("said")).isEqualTo("through the proxy");
    assertThat(api.seen().get(0).headers().get("Host")).isEqualTo("ci.example");
  }

  @Test
  void calls_and_limits_are_meters() throws Exception {
    api.on(HttpMethod.GET, "/x")
        .answers(said("x").header("X-RateLimit-Remaining", "41").header("X-RateLimit-Reset", "60"));
    api.fault(1, Answer.empty(500));
    await(http.send(ApiRequest.get(OP, "/x")));
    assertThat(
            meters
                .get("distributed_testing_provider_calls")
                .tags("provider", "acme", "operation", "get_test_run_status", "outcome", "ok")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(
            meters
                .get("distributed_testing_provider_calls")
                .tags("outcome", "unavailable")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(meters.get("distributed_testing_provider_rate_limit_left").gauge().value())
        .isEqualTo(41);
  }

  @Test
  void an_error_has_what_the_person_needs_and_no_secret() {
    api.fault(
        1,
        Answer.json(401, JsonObject.of("message", "bad tok-12345678", "list", new JsonArray()))
            .header("X-Request-Id", "r-1"));
    assertThatThrownBy(() -> await(http.send(ApiRequest.get(OP, "/x"))))
        .isInstanceOf(AuthenticationError.class)
        .hasMessage(
            "acme get_test_run_status: 401 bad *** (request r-1); set a credential that is valid"
                + " and not expired");
  }
}
