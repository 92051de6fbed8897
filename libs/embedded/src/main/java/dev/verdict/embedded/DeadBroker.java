package dev.verdict.embedded;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;

/**
 * The broker that was killed. The controller still believes in it and refuses its successor until
 * its session has run out, which takes many seconds. We hold the lock of its directory, so we know
 * better.
 */
record DeadBroker(Controller controller, int id) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  void unregister() throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isUnregistered()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "the controller is not active after " + LIMIT.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** False while the controller is still on its way to become active. */
  private boolean isUnregistered()
      throws InterruptedException, ExecutionException, TimeoutException {
    var asOurselves =
        new ControllerRequestContext(
            new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    try {
      controller.unregisterBroker(asOurselves, id).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      if (e.getCause() instanceof NotControllerException) {
        return false;
      }
      throw e;
    }
  }
}
