package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The other end of the line. */
@FunctionalInterface
public interface Receiver {
  /**
   * Sends one delivery, signed. What goes wrong is an answer as well: it never fails, and it always
   * comes to an end.
   *
   * @param tries how often it was tried before
   */
  Future<Answer> send(Subscriptions.Target target, String eventId, Buffer body, int tries);
}
