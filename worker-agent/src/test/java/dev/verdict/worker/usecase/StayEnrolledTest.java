package dev.verdict.worker.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.WorkerOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StayEnrolledTest {
  private final WorkerState state = new WorkerState();
  private final Deque<IOException> answers = new ArrayDeque<>();
  private int enrolments;
  private boolean following;

  @Test
  void whoIsForgottenEnrolsAgain() {
    answers.add(new Coordinator.Refused("410"));
    answers.add(new Coordinator.Refused("410"));
    answers.add(new Coordinator.Replaced("409"));

    worker().live();

    assertThat(enrolments).isEqualTo(3);
  }

  /** Enrolling again would replace the other one, and so on for ever. */
  @Test
  void whoIsReplacedByAnotherOfItsNameStops() {
    answers.add(new Coordinator.Replaced("409"));

    worker().live();

    assertThat(enrolments).isEqualTo(1);
    assertThat(following).isFalse();
    assertThat(state.problem()).contains("replaced by another process of the name rack-7");
  }

  private StayEnrolled worker() {
    return new StayEnrolled(
        new FakeCoordinator(),
        new FakeFeed(),
        new NothingToStart(),
        new Enrolment("rack-7", 1, Requirements.NONE, List.of("test"), "test"),
        state,
        System::nanoTime);
  }

  private final class FakeCoordinator implements Coordinator {
    @Override
    public Enrolled enrol(Enrolment enrolment) {
      enrolments++;
      return new Enrolled(new UUID(0, enrolments), "token", 600, 30, 10);
    }

    @Override
    public HeartbeatReply heartbeat(Session session, Heartbeat heartbeat, Duration within)
        throws IOException {
      throw answers.remove();
    }

    @Override
    public void leave(Session session) {}
  }

  private static final class NothingToStart implements TakeOrders.AttemptStarter {
    @Override
    public void run(Session session, HeldAttempts holder, Held attempt) {
      throw new AssertionError("nothing is assigned here");
    }

    @Override
    public void giveBack(Session session, HeldAttempts holder, Held attempt, String why) {
      throw new AssertionError("nothing is assigned here");
    }
  }

  private final class FakeFeed implements OrderFeed {
    @Override
    public void follow(UUID workerId, Consumer<WorkerOrder> orders) {
      following = true;
    }

    @Override
    public void unfollow() {
      following = false;
    }
  }
}
