package dev.verdict.runtime.kafka;

import dev.verdict.runtime.settings.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes producers, consumers and topics with one set of settings. */
public final class KafkaClients {
  private final Vertx vertx;
  private final KafkaSettings settings;

  public KafkaClients(Vertx vertx, KafkaSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /**
   * A producer that neither loses nor doubles nor reorders while it lives. Opening it reaches for
   * no broker.
   */
  public Future<Publisher> publisher() {
    Map<String, Object> config = new HashMap<>(common());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1024 * 1024);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    config.putAll(settings.properties());
    return vertx.executeBlocking(
        () ->
            new Publisher(
                vertx,
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())),
        false);
  }

  /**
   * Starts to read. The future completes when the subscription is made, before partitions are
   * assigned.
   */
  public Future<OrderedConsumer> consume(
      ConsumerSpec spec, BatchHandler handler, ParkingLot parking) {
    Map<String, String> config = consumerConfig(spec.mostRecords());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, spec.group());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return open(config)
        .compose(consumer -> new OrderedConsumer(vertx, spec, consumer, handler, parking).start());
  }

  /**
   * A consumer without a group, for one who picks partitions and positions by hand and commits
   * nothing.
   */
  public Future<KafkaConsumer<String, byte[]>> reader(int mostRecords) {
    return open(consumerConfig(mostRecords));
  }

  /** How much waits for these groups. It asks nobody before it is started. */
  public ConsumerLag lag(ConsumerSpec... groups) {
    return new ConsumerLag(vertx, common(), groups);
  }

  public TopicAdmin topics() {
    return new TopicAdmin(vertx, Map.copyOf(common()));
  }

  private Future<KafkaConsumer<String, byte[]>> open(Map<String, String> config) {
    return vertx.executeBlocking(
        () ->
            KafkaConsumer.create(
                vertx, config, new StringDeserializer(), new ByteArrayDeserializer()),
        false);
  }

  private Map<String, String> consumerConfig(int mostRecords) {
    Map<String, String> config = new HashMap<>();
    common().forEach((name, value) -> config.put(name, String.valueOf(value)));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(mostRecords));
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(2 * 1024 * 1024));
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024));
    // A member that died is noticed after this time, and its partitions go to another.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
    settings.properties().forEach(config::put);
    return config;
  }

  private Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 100);
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
    config.putAll(settings.properties());
    return config;
  }
}
