package dev.verdict.embedded;

import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when Kafka gives up. By itself it ends the process, which is not its own here: so
 * the thread that gave up ends, and the first reason is kept for whoever starts or asks.
 */
final class KafkaFaults implements FaultHandlerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFaults.class);

  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  /** The procedures belong to the whole JVM; to set them again changes nothing. */
  static void keepProcessAlive() {
    Exit.setExitProcedure(KafkaFaults::refuse);
    Exit.setHaltProcedure(KafkaFaults::refuse);
  }

  private static void refuse(int status, @Nullable String message) {
    throw new IllegalStateException(
        "Kafka gave up with status %d: %s".formatted(status, message == null ? "" : message));
  }

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      var fault = new IllegalStateException("Kafka, %s: %s".formatted(name, message), cause);
      if (fatal) {
        LOG.error("Kafka cannot go on: {}", name, fault);
        first.compareAndSet(null, fault);
      } else {
        LOG.warn("Kafka met a fault and goes on: {}", name, fault);
      }
      action.run();
      return fault;
    };
  }

  @Nullable Throwable first() {
    return first.get();
  }
}
