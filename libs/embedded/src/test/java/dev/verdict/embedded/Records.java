package dev.verdict.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What tests send to Kafka and read from it, with its own clients. */
record Records(String bootstrapServers, String topic) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  Records create() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var request = new NewTopic(topic, Optional.of(1), Optional.empty());
      admin.createTopics(List.of(request)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    return this;
  }

  void send(String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** By a group, which continues where it committed last. */
  List<String> receive(int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            "records-of-" + topic,
            "auto.offset.reset",
            "earliest");
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
      consumer.commitSync();
    }
    return values;
  }
}
