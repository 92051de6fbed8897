package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka inside this process: one node, broker and controller at once, on the loopback interface.
 * Its topics stay in its directory, also when the process is killed.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final DirectoryLock lock;
  private final KafkaSockets sockets;
  private final KafkaFaults faults;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private boolean stopped;

  private EmbeddedKafka(
      DirectoryLock lock,
      KafkaSockets sockets,
      KafkaFaults faults,
      ControllerServer controller,
      BrokerServer broker) {
    this.lock = lock;
    this.sockets = sockets;
    this.faults = faults;
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Blocks until topics can be made and records sent.
   *
   * @param port 0 for the last one, or any that is free
   */
  public static EmbeddedKafka start(Path directory, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    var storage = new KafkaStorage(directory.toAbsolutePath().normalize());
    var lock = DirectoryLock.acquire(storage.directory());
    try {
      return start(lock, storage, port);
    } catch (IOException e) {
      lock.close();
      throw new CannotStart(
          "Kafka: did not start in %s: %s".formatted(directory, e.getMessage()), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedKafka start(DirectoryLock lock, KafkaStorage storage, int port)
      throws IOException {
    storage.formatIfNew();
    var sockets = KafkaSockets.bind(port, storage.port());
    EmbeddedKafka kafka;
    try {
      kafka = assemble(lock, storage, sockets);
    } catch (RuntimeException e) {
      sockets.close();
      throw failed(storage, sockets, e);
    }
    kafka.startServers(storage);
    return kafka;
  }

  private static EmbeddedKafka assemble(
      DirectoryLock lock, KafkaStorage storage, KafkaSockets sockets) {
    KafkaFaults.keepProcessAlive();
    var faults = new KafkaFaults();
    var settings = KafkaSettings.of(storage.logs(), sockets.brokerPort(), sockets.controllerPort());
    var config = new KafkaConfig(settings, false);
    var known = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    var shared =
        new SharedServer(
            config,
            known._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                Map.of(KafkaSettings.NODE, FreePorts.loopback(sockets.controllerPort()))),
            List.of(),
            faults,
            sockets);
    var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), known._2());
    return new EmbeddedKafka(lock, sockets, faults, controller, new BrokerServer(shared));
  }

  /** The controller first: the broker registers with it. */
  private void startServers(KafkaStorage storage) {
    try {
      boolean wasKilled = storage.wasKilled();
      controller.startup();
      if (wasKilled) {
        new DeadBroker(controller.controller(), KafkaSettings.NODE).unregister();
      }
      broker.startup();
      LOG.debug("Kafka is ready: {}", bootstrapServers());
    } catch (Exception e) {
      // Also checked exceptions: Scala declares none and throws them all the same.
      stop();
      throw failed(storage, sockets, Objects.requireNonNullElse(faults.first(), e));
    }
  }

  private static CannotStart failed(KafkaStorage storage, KafkaSockets sockets, Throwable reason) {
    return new CannotStart(
        "Kafka: did not start in %s on port %d: %s"
            .formatted(storage.directory(), sockets.brokerPort(), reason.getMessage()),
        reason);
  }

  /** What clients are told to connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return sockets.brokerPort();
  }

  /** In good order and bounded; can be called twice. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    var ended = new CompletableFuture<Void>();
    var thread =
        Thread.ofPlatform().daemon().name("verdict-kafka-stop").unstarted(() -> end(ended));
    thread.start();
    try {
      ended.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Kafka did not stop within {} s, its directory stays locked", STOP_LIMIT.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("Kafka stopped with an error", e.getCause());
    }
  }

  /** The broker first: it asks the controller for permission to leave. */
  private void end(CompletableFuture<Void> ended) {
    try (lock;
        sockets) {
      broker.shutdown(SHUTDOWN_LIMIT);
      controller.shutdown();
    } catch (Exception e) {
      ended.completeExceptionally(e);
    }
    ended.complete(null);
  }

  @Override
  public void close() {
    stop();
  }
}
