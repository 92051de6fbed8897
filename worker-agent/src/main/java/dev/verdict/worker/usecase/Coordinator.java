package dev.verdict.worker.usecase;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import java.io.IOException;
import java.time.Duration;

/** The coordinator as a worker talks to it. All methods block, within a time. */
public interface Coordinator {
  /**
   * @throws Refused when the key is wrong or the enrolment is not acceptable
   */
  Enrolled enrol(Enrolment enrolment) throws IOException, InterruptedException;

  /**
   * @throws Refused when the coordinator does not know this worker any more
   * @throws Replaced when another process took its name
   */
  HeartbeatReply heartbeat(Session session, Heartbeat heartbeat, Duration within)
      throws IOException, InterruptedException;

  /** Says that nothing more will be run. */
  void leave(Session session) throws IOException, InterruptedException;

  /** Another process enrolled under this worker's name. Enrolling again would replace that one. */
  final class Replaced extends IOException {
    private static final long serialVersionUID = 1L;

    public Replaced(String message) {
      super(message);
    }
  }

  /** The coordinator answered, and the answer is no: the same request again would not help. */
  final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }
}
