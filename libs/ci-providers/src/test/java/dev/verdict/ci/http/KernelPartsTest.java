package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelPartsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|2026-11-20T10:00:07Z",
        "0.5|2026-11-20T10:00:01Z",
        "-3|2026-11-20T10:00:00Z",
        "Fri, 20 Nov 2026 10:01:00 GMT|2026-11-20T10:01:00Z",
        "999999999999|2026-11-21T10:00:00Z",
        "Sat, 20 Nov 2066 10:01:00 GMT|2026-11-21T10:00:00Z",
        "soon|"
      })
  void retry_after_is_seconds_or_a_date(String text, Instant expected) {
    assertThat(LimitNews.retryAfter(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X-RateLimit-Remaining, X-RateLimit-Reset, 1795082460",
    "RateLimit-Remaining, RateLimit-Reset, 1795082460",
    "RateLimit-Remaining, RateLimit-Reset, 60"
  })
  void a_reset_is_seconds_since_1970_or_from_now(String left, String reset, String value) {
    Instant now = Instant.ofEpochSecond(1_795_082_400);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(left, "3").add(reset, value);
    LimitNews news = LimitNews.of(headers, now);
    assertThat(news.remaining()).isEqualTo(3);
    assertThat(news.reset()).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void the_circuit_opens_lets_one_try_and_closes() {
    FakeTime time = new FakeTime();
    CircuitBreaker breaker = new CircuitBreaker(time, 2, Duration.ofSeconds(30));
    breaker.failed();
    assertThat(breaker.refusedUntil()).isNull();
    breaker.failed();
    assertThat(breaker.refusedUntil()).isEqualTo(time.instant().plusSeconds(30));
    time.pass(Duration.ofSeconds(30));
    assertThat(breaker.refusedUntil()).as("one may try").isNull();
    assertThat(breaker.refusedUntil()).as("only one").isNotNull();
    breaker.failed();
    assertThat(breaker.refusedUntil()).as("it failed").isNotNull();
    time.pass(Duration.ofSeconds(30));
    assertThat(breaker.refusedUntil()).isNull();
    breaker.succeeded();
    assertThat(breaker.refusedUntil()).isNull();
    assertThat(breaker.refusedUntil()).isNull();
  }

  @Test
  void each_limit_that_is_told_of_is_one_of_its_own() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("RateLimit-Name", "throttle_authenticated_api")
            .add("RateLimit-Remaining", "7")
            .add("RateLimit-Reset", "30")
            .add("X-RateLimit-Remaining-Second", "0")
            .add("X-RateLimit-Remaining-Hour", "0");
    Instant now = NOW.plusMillis(400);
    LimitNews news = LimitNews.of(headers, now);
    assertThat(news.windows())
        .containsExactlyInAnyOrder(
            new LimitNews.Window("throttle_authenticated_api", 7, now.plusSeconds(30), false),
            new LimitNews.Window("Second", 0, NOW.plusSeconds(1), true),
            new LimitNews.Window("Hour", 0, NOW.plusSeconds(3_600), true));
    assertThat(news.remaining()).isEqualTo(7);
    assertThat(news.emptyUntil()).isEqualTo(NOW.plusSeconds(3_600));
  }

  @Test
  void a_trial_that_takes_long_keeps_nobody_waiting_for_longer_than_the_circuit_was_open() {
    FakeTime time = new FakeTime();
    CircuitBreaker breaker = new CircuitBreaker(time, 1, Duration.ofSeconds(30));
    breaker.failed();
    time.pass(Duration.ofSeconds(30));
    assertThat(breaker.refusedUntil()).as("a long upload").isNull();
    time.pass(Duration.ofSeconds(10));
    assertThat(breaker.refusedUntil()).isEqualTo(time.instant().plusSeconds(20));
    time.pass(Duration.ofSeconds(20));
    assertThat(breaker.refusedUntil()).as("another may try").isNull();
  }

  @Test
  void a_success_starts_the_count_again() {
    CircuitBreaker breaker = new CircuitBreaker(new FakeTime(), 2, Duration.ofSeconds(30));
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    assertThat(breaker.refusedUntil()).isNull();
  }

  @Test
  void pauses_grow_and_jitter_reaches_from_nothing_to_all() {
    Backoff most = new Backoff(Duration.ofSeconds(1), () -> -1L);
    Backoff least = new Backoff(Duration.ofSeconds(1), () -> 0L);
    assertThat(most.after(1)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1));
    assertThat(most.after(3)).isBetween(Duration.ofMillis(3_990), Duration.ofSeconds(4));
    assertThat(most.after(60)).isLessThanOrEqualTo(Duration.ofSeconds(32));
    assertThat(least.after(3)).isEqualTo(Duration.ZERO);
  }

  @Test
  void secrets_are_taken_out_of_texts() {
    Redaction redaction = new Redaction(List.of("Bearer abcd1234secret", "Basic dTpwYTU1dzByZA=="));
    assertThat(
            redaction.clean(
                "abcd1234secret at https://u:pw@h/x?access_token=qq77&sig=zz88 pa55w0rd\n"
                    + "Authorization: Bearer someother1"))
        .isEqualTo("*** at https://***@h/x?access_token=***&sig=*** *** Authorization: Bearer ***");
    assertThat(redaction.clean("x".repeat(5_000))).hasSizeLessThan(500);
  }
}
