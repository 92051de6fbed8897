package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path directory;

  @Test
  void recordsGroupsAndAddressSurviveARestart() throws Exception {
    String address;
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      address = kafka.bootstrapServers();
      var records = new Records(address, "kept").create();
      records.send("one");
      assertThat(records.receive(1)).containsExactly("one");
      records.send("two");
    }

    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      var records = new Records(address, "kept");
      records.send("three");
      assertThat(records.receive(2)).containsExactly("two", "three");
    }
  }

  @Test
  void acknowledgedRecordsSurviveEveryKill() throws Exception {
    for (var value : new String[] {"one", "two", "three"}) {
      try (var child = ChildServer.kafka(directory)) {
        var records = new Records("127.0.0.1:" + child.port(), "kept");
        if (value.equals("one")) {
          records.create();
        }
        records.send(value);
        child.kill();
      }
    }

    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      assertThat(new Records(kafka.bootstrapServers(), "kept").receive(3))
          .containsExactly("one", "two", "three");
    }
  }

  @Test
  void theVertxClientSpeaksWithIt() throws Exception {
    var vertx = Vertx.vertx();
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      new Records(kafka.bootstrapServers(), "vertx").create();
      var received = new CompletableFuture<String>();
      KafkaConsumer<String, String> consumer =
          KafkaConsumer.create(
              vertx,
              Map.of(
                  "bootstrap.servers",
                  kafka.bootstrapServers(),
                  "group.id",
                  "vertx",
                  "auto.offset.reset",
                  "earliest",
                  "key.deserializer",
                  STRING + "Deserializer",
                  "value.deserializer",
                  STRING + "Deserializer"));
      consumer.handler(record -> received.complete(record.value()));
      KafkaProducer<String, String> producer =
          KafkaProducer.create(
              vertx,
              Map.of(
                  "bootstrap.servers", kafka.bootstrapServers(),
                  "key.serializer", STRING + "Serializer",
                  "value.serializer", STRING + "Serializer"));

      consumer
          .subscribe("vertx")
          .compose(subscribed -> producer.send(KafkaProducerRecord.create("vertx", "k", "hello")))
          .onFailure(received::completeExceptionally);

      assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
      consumer.close().await(10, TimeUnit.SECONDS);
      producer.close().await(10, TimeUnit.SECONDS);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static final String STRING = "org.apache.kafka.common.serialization.String";

  @Test
  void twoOnOneDirectoryAreRefused() {
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      assertThat(kafka.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("directory in use: ");
    }
  }

  @Test
  void twoOnTwoDirectoriesDoNotDisturbEachOther() throws Exception {
    try (var first = EmbeddedKafka.start(directory.resolve("a"), 0);
        var second = EmbeddedKafka.start(directory.resolve("b"), 0)) {
      var kept = new Records(first.bootstrapServers(), "same").create();
      new Records(second.bootstrapServers(), "same").create().send("of b");
      second.stop();
      kept.send("of a");
      assertThat(kept.receive(1)).containsExactly("of a");
    }
  }

  @Test
  void aPortInUseIsNamedAndTheDirectoryIsFreeAgain() throws Exception {
    try (var taken = new ServerSocket()) {
      taken.bind(FreePorts.loopback(0));
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, port))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + port);
    }
    DirectoryLock.acquire(directory).close();
  }

  @Test
  void aDirectoryThatKafkaCannotReadIsExplainedAndEverythingIsGivenBack() throws Exception {
    int port;
    try (var kafka = EmbeddedKafka.start(directory, 0)) {
      port = kafka.port();
    }
    Files.writeString(directory.resolve("logs").resolve("meta.properties"), "version=1\n");

    assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Kafka: did not start in " + directory);
    DirectoryLock.acquire(directory).close();
    assertThat(FreePorts.isFree(port)).isTrue();
  }

  @Test
  void afterStoppingTwiceNothingOfItHoldsTheProcess() {
    var kafka = EmbeddedKafka.start(directory, 0);
    kafka.stop();
    kafka.stop();

    assertThat(FreePorts.isFree(kafka.port())).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !thread.isDaemon() && thread.isAlive())
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("kafka") || name.contains("broker"));
  }
}
