package dev.verdict.reporter.usecase.notify;

import dev.verdict.reports.message.Message;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way to reach people. */
public interface Channel {
  String name();

  /** Sends one message. The future never fails: what went wrong is an outcome. */
  Future<Outcome> send(Message message, Envelope envelope);

  /** How it ended. */
  sealed interface Outcome {
    /** The receiver has it. */
    record Sent() implements Outcome {}

    /**
     * It may work later.
     *
     * @param pause what the receiver asked for
     */
    record Later(String why, @Nullable Duration pause) implements Outcome {}

    /** It never will: the receiver knows this message, and does not take it. */
    record Refused(String why) implements Outcome {}
  }
}
