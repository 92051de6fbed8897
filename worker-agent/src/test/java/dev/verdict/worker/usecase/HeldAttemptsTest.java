package dev.verdict.worker.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.HeldAttempts.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldAttemptsTest {
  private final AtomicInteger drained = new AtomicInteger();
  private final HeldAttempts held = new HeldAttempts(1, drained::incrementAndGet);

  @Test
  void a_slot_is_free_before_the_attempt_is_released() {
    Held first = taken(assignment(1));
    assertThat(held.offer(assignment(1))).isInstanceOf(Offer.Surplus.class);
    held.freeSlot(first);
    assertThat(held.refs()).contains(first.ref());
    assertThat(held.offer(assignment(1))).isInstanceOf(Offer.Taken.class);
  }

  @Test
  void what_was_known_once_is_known_for_good() {
    Assignment assignment = assignment(1);
    Held first = taken(assignment);
    assertThat(held.offer(assignment)).isInstanceOf(Offer.Known.class);
    held.release(first);
    assertThat(held.offer(assignment)).isInstanceOf(Offer.Known.class);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void a_later_attempt_at_the_same_task_ends_the_earlier_without_a_word() {
    Assignment assignment = assignment(1);
    Held first = taken(assignment);
    AttemptRef ref = first.ref();
    AttemptRef later = new AttemptRef(ref.runId(), ref.taskId(), 2);
    assertThat(held.offer(withRef(assignment, later))).isInstanceOf(Offer.Taken.class);
    assertThat(first.isForgotten()).isTrue();
  }

  @Test
  void a_draining_worker_takes_nothing_and_says_when_it_is_empty() {
    Held first = taken(assignment(1));
    held.drain();
    assertThat(held.offer(assignment(1))).isInstanceOf(Offer.Surplus.class);
    held.release(first);
    assertThat(drained).hasValue(0);
    held.refs().forEach(ref -> held.stop(ref, new Stop.GivenBack("")));
    assertThat(held.refs()).hasSize(1);
  }

  @Test
  void waiting_for_the_end_has_a_bound() throws InterruptedException {
    Held first = taken(assignment(1));
    assertThat(held.awaitEmpty(Duration.ofMillis(1))).isFalse();
    Thread.ofVirtual().start(() -> held.release(first));
    assertThat(held.awaitEmpty(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void a_stop_before_the_process_runs_ends_it_at_once() throws InterruptedException {
    Held one = new Held(assignment(1));
    CountDownLatch ended = new CountDownLatch(1);
    assertThat(one.stop(new Stop.Cancelled("early"))).isTrue();
    one.running(ended::countDown);
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_stop_interrupts_who_prepares_and_nobody_else() {
    Held one = new Held(assignment(1));
    one.preparing();
    one.stop(new Stop.Cancelled("now"));
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    one.prepared();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    one.stop(new Stop.Forgotten("gone"));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void to_be_forgotten_overrides_and_is_not_overridden() {
    Held one = new Held(assignment(1));
    one.stop(new Stop.Cancelled("first"));
    assertThat(one.stop(new Stop.GivenBack("second"))).isFalse();
    assertThat(one.stopped()).isEqualTo(new Stop.Cancelled("first"));
    assertThat(one.stop(new Stop.Forgotten("lease"))).isTrue();
    assertThat(one.stop(new Stop.Forgotten("again"))).isFalse();
    one.stop(new Stop.Cancelled("late"));
    assertThat(one.isForgotten()).isTrue();
  }

  private Held taken(Assignment assignment) {
    Offer offer = held.offer(assignment);
    assertThat(offer).isInstanceOf(Offer.Taken.class);
    return ((Offer.Taken) offer).held();
  }

  private static Assignment assignment(int attempt) {
    AttemptRef ref = new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), attempt);
    return new Assignment(
        ref, "test", "t", null, TaskConfig.EMPTY, List.of(), List.of(), Map.of(), 60, null, "");
  }

  private static Assignment withRef(Assignment a, AttemptRef ref) {
    return new Assignment(
        ref,
        a.type(),
        a.name(),
        a.source(),
        a.config(),
        a.tests(),
        a.files(),
        a.parameters(),
        a.timeoutSeconds(),
        a.traceparent(),
        a.pass());
  }
}
