package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdict.ci.FastTime;
import dev.verdict.plugin.ci.ArtifactSource;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one call has to bear of another that asked the same, and a host of what is not its fault.
 */
class FaultsOfOthersTest {
  private static final Operation STATUS = Operation.GET_TEST_RUN_STATUS;
  private static final int BREAK_AFTER = 3;
  private static final int MOST = 100_000;

  private final Vertx vertx = Vertx.vertx();
  private final FastTime time = new FastTime();
  private final HttpDoors doors = new HttpDoors(vertx, time.clockwork(vertx), CallListener.NOBODY);

  @SuppressWarnings("NullAway.Init")
  private RecordedApi api;

  @SuppressWarnings("NullAway.Init")
  private ProviderHttp http;

  @BeforeEach
  void start() throws Exception {
    api = await(RecordedApi.start(vertx, time));
    http = door(Duration.ofHours(1));
    api.on(HttpMethod.GET, "/x").answers(said("hello"));
    api.on(HttpMethod.POST, "/x").answers(said("done"));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  private ProviderHttp door(Duration deadline) {
    ConnectionSettings settings =
        new ConnectionSettings(
            Duration.ofSeconds(15),
            deadline,
            1,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            100,
            0,
            1_000,
            MOST,
            BREAK_AFTER,
            Duration.ofHours(1),
            null,
            null,
            null);
    return doors.door("acme", ApiProfile.of(api.url()).bearer("tok-12345678"), settings, List.of());
  }

  private static Answer said(String word) {
    return Answer.json(200, JsonObject.of("said", word));
  }

  private static ApiRequest question() {
    return ApiRequest.get(STATUS, "/x");
  }

  private static ApiRequest write() {
    return ApiRequest.post(STATUS, "/x").json(new JsonObject());
  }

  private static CiProviderError failure(Future<?> call) {
    return catchThrowableOfType(CiProviderError.class, () -> await(call));
  }

  @Test
  void whoever_has_written_reads_what_he_wrote() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    api.fault(
        seen ->
            seen.method() == HttpMethod.GET && reads.incrementAndGet() == 1
                ? Answer.never()
                : null);
    Future<ApiAnswer> before = http.send(question());
    await(http.send(write()));
    assertThat(await(http.send(question())).object().getString("said")).isEqualTo("hello");
    assertThat(before.isComplete()).isFalse();
  }

  @Test
  void who_joined_a_question_that_fails_hears_of_his_own_operation() {
    api.fault(1, Answer.empty(404));
    Future<ApiAnswer> first = http.send(question());
    Future<ApiAnswer> other = http.send(ApiRequest.get(Operation.LIST_ARTIFACTS, "/x"));
    assertThat(failure(first)).hasMessageStartingWith("acme get_test_run_status: 404");
    assertThat(failure(other)).hasMessageStartingWith("acme list_artifacts: 404");
    assertThat(failure(other).operation()).isEqualTo(Operation.LIST_ARTIFACTS);
    assertThat(api.seen()).hasSize(1);
  }

  @Test
  void who_joined_somebody_who_has_no_time_left_asks_for_himself() throws Exception {
    api.fault(1, Answer.empty(503).header("Retry-After", "20"));
    Future<ApiAnswer> hurried = door(Duration.ofSeconds(10)).send(question());
    Future<ApiAnswer> patient = http.send(question());
    assertThat(failure(hurried)).hasMessageContaining("no more calls until");
    assertThat(await(patient).status()).isEqualTo(200);
    assertThat(api.seen()).hasSize(2);
  }

  @Test
  void a_host_that_answers_too_much_is_not_ill() throws Exception {
    api.fault(BREAK_AFTER, Answer.text(200, "text/plain", " ".repeat(MOST + 1)));
    for (int i = 0; i < BREAK_AFTER; i++) {
      assertThat(failure(http.send(question()))).hasMessageContaining("longer than 100000 bytes");
    }
    assertThat(await(http.send(question())).status()).isEqualTo(200);
  }

  @Test
  void a_host_is_not_ill_because_one_is_to_which_it_leads() throws Exception {
    api.fault(BREAK_AFTER, Answer.empty(302).header("Location", "http://127.0.0.2:1/blob"));
    assertThat(failure(http.send(question())))
        .isInstanceOf(ConnectionError.class)
        .hasMessageContaining("127.0.0.2: ");
    failure(http.send(question()));
    assertThat(await(http.send(question())).status()).isEqualTo(200);
  }

  @Test
  void a_host_is_not_ill_because_one_answers_badly_to_which_it_leads() throws Exception {
    api.on(HttpMethod.GET, "/blob").answers(Answer.empty(500));
    api.on(HttpMethod.GET, "/file")
        .answers(Answer.empty(302).header("Location", api.otherHost() + "/blob"));
    for (int i = 0; i < BREAK_AFTER; i++) {
      assertThat(failure(http.send(ApiRequest.get(STATUS, "/file")))).hasMessageContaining("500");
    }
    assertThat(await(http.send(question())).status()).isEqualTo(200);
  }

  @Test
  void a_limit_of_another_host_is_waited_for_and_does_not_keep_ours_waiting() throws Exception {
    api.on(HttpMethod.GET, "/blob").answers(said("there"));
    api.on(HttpMethod.GET, "/file")
        .answers(Answer.empty(302).header("Location", api.otherHost() + "/blob"));
    AtomicInteger blobs = new AtomicInteger();
    api.fault(
        seen ->
            seen.rawPath().equals("/blob") && blobs.incrementAndGet() == 1
                ? Answer.empty(429).header("Retry-After", "30")
                : null);
    Future<ApiAnswer> file = http.send(ApiRequest.get(STATUS, "/file"));
    while (blobs.get() == 0) {
      await(http.send(question()));
    }
    await(http.send(question()));
    assertThat(file.isComplete()).isFalse();
    assertThat(await(file).status()).isEqualTo(200);
    List<Seen> there = api.seen().stream().filter(each -> each.rawPath().equals("/blob")).toList();
    assertThat(Duration.between(there.get(0).at(), there.get(1).at()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_host_is_not_ill_because_we_cannot_read_what_we_want_to_send() throws Exception {
    ArtifactSource gone =
        new ArtifactSource() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public Future<ReadStream<Buffer>> open() {
            return Future.failedFuture("no file out/log.txt");
          }
        };
    for (int i = 0; i < BREAK_AFTER; i++) {
      assertThat(
              failure(
                  http.send(
                      ApiRequest.put(Operation.UPLOAD_ARTIFACT, "/x")
                          .body(ApiBody.raw("text/plain", gone)))))
          .isInstanceOf(ConfigurationError.class)
          .hasMessage(
              "acme upload_artifact: what is to be sent: no file out/log.txt; check the file");
    }
    assertThat(await(http.send(question())).status()).isEqualTo(200);
  }

  @Test
  void a_host_that_does_not_answer_is_ill() {
    api.fault(BREAK_AFTER, Answer.reset());
    failure(http.send(question()));
    failure(http.send(question()));
    assertThatThrownBy(() -> await(http.send(question())))
        .hasMessageContaining("failed too often in a row");
  }

  @Test
  void an_answer_that_still_holds_is_one_to_the_question_of_whoever_asks() throws Exception {
    api.on(HttpMethod.GET, "/kept")
        .answers(
            seen ->
                seen.headers().get("If-None-Match") == null
                    ? said("hello").header("ETag", "\"v1\"")
                    : Answer.empty(304));
    await(http.send(ApiRequest.get(STATUS, "/kept")));
    ApiAnswer again = await(http.send(ApiRequest.get(Operation.LIST_ARTIFACTS, "/kept")));
    assertThat(again.operation()).isEqualTo(Operation.LIST_ARTIFACTS);
    assertThat(again.object().getString("said")).isEqualTo("hello");
  }
}
