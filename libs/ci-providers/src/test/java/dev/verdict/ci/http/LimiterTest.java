package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private final FakeTime time = new FakeTime();

  private Limiter limiter(int concurrency, int perSecond, int queue) {
    return new Limiter(time, time, concurrency, perSecond, queue);
  }

  private Future<Void> turn(Limiter limiter) {
    return limiter.turn(time.instant().plusSeconds(300));
  }

  private LimitNews news(@Nullable Long remaining, int resetIn, @Nullable Integer retryIn) {
    Instant reset = time.instant().plusSeconds(resetIn);
    return new LimitNews(
        remaining == null ? List.of() : List.of(new LimitNews.Window("", remaining, reset, false)),
        retryIn == null ? null : time.instant().plusSeconds(retryIn));
  }

  @Test
  void no_more_are_under_way_than_allowed() {
    Limiter limiter = limiter(2, 0, 10);
    turn(limiter);
    turn(limiter);
    Future<Void> third = turn(limiter);
    assertThat(third.isComplete()).isFalse();
    limiter.done(null);
    assertThat(third.succeeded()).isTrue();
  }

  @Test
  void after_a_pause_that_was_asked_for_nobody_calls_before_it_is_over() {
    Limiter limiter = limiter(10, 0, 10);
    turn(limiter);
    limiter.done(news(null, 0, 7));
    Future<Void> next = turn(limiter);
    time.pass(Duration.ofMillis(6_999));
    assertThat(next.isComplete()).isFalse();
    time.pass(Duration.ofMillis(10));
    assertThat(next.succeeded()).isTrue();
  }

  @Test
  void what_the_server_says_is_left_is_shared_by_those_under_way() {
    Limiter limiter = limiter(10, 0, 10);
    turn(limiter);
    limiter.done(news(2L, 60, null));
    List<Future<Void>> turns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      turns.add(turn(limiter));
    }
    assertThat(turns).filteredOn(Future::succeeded).hasSize(2);
    limiter.done(news(1L, 60, null));
    limiter.done(news(0L, 60, null));
    assertThat(turns).filteredOn(Future::succeeded).hasSize(2);
    time.pass(Duration.ofSeconds(61));
    assertThat(turns).allMatch(Future::succeeded);
  }

  @Test
  void answers_that_overtake_each_other_do_not_give_back_what_is_spent() {
    Limiter limiter = limiter(10, 0, 10);
    turn(limiter);
    turn(limiter);
    limiter.done(news(0L, 60, null));
    limiter.done(news(1L, 60, null));
    assertThat(turn(limiter).isComplete()).isFalse();
  }

  @Test
  void ten_a_second_is_never_more_and_hardly_longer() {
    Limiter limiter = limiter(100, 10, 1_000);
    List<Instant> starts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      turn(limiter)
          .onSuccess(
              go -> {
                starts.add(time.instant());
                time.after(Duration.ofMillis(50), () -> limiter.done(null));
              });
    }
    time.pass(Duration.ofSeconds(60));
    assertThat(starts).hasSize(200);
    for (int i = 10; i < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i - 10), starts.get(i)))
          .isGreaterThan(Duration.ofSeconds(1));
    }
    assertThat(Duration.between(starts.get(0), starts.get(199)))
        .isLessThan(Duration.ofSeconds(19).multipliedBy(11).dividedBy(10));
  }

  @Test
  void who_may_have_been_seen_late_keeps_the_next_a_second_away() {
    Limiter limiter = limiter(100, 10, 1_000);
    List<Instant> starts = new ArrayList<>();
    Instant begin = time.instant();
    for (int i = 0; i < 20; i++) {
      turn(limiter)
          .onSuccess(
              go -> {
                starts.add(time.instant());
                time.after(Duration.ofMillis(900), () -> limiter.done(null));
              });
    }
    time.pass(Duration.ofSeconds(10));
    assertThat(starts).hasSize(20);
    assertThat(starts.get(10)).isAfterOrEqualTo(begin.plusMillis(1_900));
  }

  @Test
  void who_would_wait_too_long_is_told_at_once_until_when() {
    Limiter limiter = limiter(10, 0, 10);
    turn(limiter);
    limiter.done(news(0L, 3_600, null));
    Future<Void> next = turn(limiter);
    assertThat(next.cause()).isInstanceOf(TooLate.class);
    assertThat(((TooLate) next.cause()).until()).isEqualTo(time.instant().plusSeconds(3_600));
  }

  @Test
  void a_turn_that_does_not_come_in_time_fails() {
    Limiter limiter = limiter(1, 0, 10);
    turn(limiter);
    Future<Void> next = turn(limiter);
    time.pass(Duration.ofSeconds(301));
    assertThat(next.cause()).isInstanceOf(TooLate.class);
  }

  @Test
  void the_queue_has_a_bound() {
    Limiter limiter = limiter(1, 0, 2);
    turn(limiter);
    turn(limiter);
    turn(limiter);
    assertThat(turn(limiter).cause()).hasMessageContaining("queue: 2 calls wait already");
  }

  @Test
  void limits_with_names_are_limits_beside_each_other() {
    Limiter limiter = limiter(10, 0, 10);
    turn(limiter);
    Instant soon = time.instant().plusSeconds(1);
    Instant late = time.instant().plusSeconds(60);
    limiter.done(
        new LimitNews(
            List.of(
                new LimitNews.Window("Second", 0, soon, true),
                new LimitNews.Window("Minute", 40, late, true)),
            null));
    Future<Void> next = turn(limiter);
    assertThat(next.isComplete()).isFalse();
    time.pass(Duration.ofMillis(1_010));
    assertThat(next.succeeded()).as("the minute has enough left").isTrue();
  }
}
