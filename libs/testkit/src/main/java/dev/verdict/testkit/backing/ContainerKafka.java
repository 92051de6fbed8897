package dev.verdict.testkit.backing;

import dev.verdict.embedded.FreePorts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka in a container, on a port of this machine that stays over restarts. */
final class ContainerKafka implements KafkaServer {
  private static final int KAFKA_PORT = 9092;
  private static final int START_SECONDS = 60;

  private final KafkaContainer container;
  private final ContainerControl control;
  private final String bootstrapServers;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
    this.control = new ContainerControl(container);
    this.bootstrapServers = container.getBootstrapServers();
  }

  static ContainerKafka start() {
    var image = DockerImageName.parse(Images.KAFKA).asCompatibleSubstituteFor("apache/kafka");
    var container =
        new KafkaContainer(image)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1");
    container.setPortBindings(List.of(FreePorts.one() + ":" + KAFKA_PORT));
    container.start();
    return new ContainerKafka(container);
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void stop() {
    control.stop();
  }

  @Override
  public void kill() {
    control.kill();
  }

  /** The client itself waits and tries again until the broker answers or the time is over. */
  @Override
  public void startAgain() {
    control.start();
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.describeCluster().nodes().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka: not back within " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void pause() {
    control.pause();
  }

  @Override
  public void resume() {
    control.resume();
  }

  @Override
  public void close() {
    container.stop();
  }
}
