package dev.verdict.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a Kafka that is broker and controller at once, alone, on a small machine.
 */
final class KafkaSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  static final String BROKER = "BROKER";

  private KafkaSettings() {}

  static Map<String, Object> of(Path logs, int port, int controllerPort) {
    var settings = new HashMap<String, Object>();
    settings.putAll(whereItIs(logs, port, controllerPort));
    settings.putAll(aloneInTheWorld());
    settings.putAll(small());
    settings.putAll(quick());
    // As text: Kafka reads the figures by its own types, of which int is not always one.
    settings.replaceAll((name, value) -> value.toString());
    return settings;
  }

  private static Map<String, Object> whereItIs(Path logs, int port, int controllerPort) {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", NODE,
        "log.dirs", logs.toString(),
        "listeners",
            "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
                .formatted(BROKER, port, CONTROLLER, controllerPort),
        "advertised.listeners", "%s://127.0.0.1:%d".formatted(BROKER, port),
        "controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE, controllerPort),
        "controller.listener.names", CONTROLLER,
        "inter.broker.listener.name", BROKER,
        "listener.security.protocol.map",
            "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER, CONTROLLER));
  }

  private static Map<String, Object> aloneInTheWorld() {
    return Map.of(
        "default.replication.factor", 1,
        "min.insync.replicas", 1,
        "offsets.topic.replication.factor", 1,
        "transaction.state.log.replication.factor", 1,
        "transaction.state.log.min.isr", 1,
        "share.coordinator.state.topic.replication.factor", 1,
        "share.coordinator.state.topic.min.isr", 1,
        // On a machine that is too busy the broker is late, not dead: there is no other.
        "broker.session.timeout.ms", 90_000);
  }

  private static Map<String, Object> small() {
    var settings = new HashMap<String, Object>();
    settings.put("num.network.threads", 2);
    settings.put("num.io.threads", 2);
    settings.put("background.threads", 2);
    settings.put("num.recovery.threads.per.data.dir", 1);
    settings.put("group.coordinator.threads", 1);
    settings.put("share.coordinator.threads", 1);
    settings.put("offsets.topic.num.partitions", 1);
    settings.put("transaction.state.log.num.partitions", 1);
    settings.put("share.coordinator.state.topic.num.partitions", 1);
    settings.put("log.cleaner.threads", 1);
    settings.put("log.cleaner.dedupe.buffer.size", 4L << 20);
    settings.put("log.cleaner.io.buffer.size", 128 << 10);
    settings.put("log.segment.bytes", 128 << 20);
    settings.put("log.index.size.max.bytes", 1 << 20);
    settings.put("offsets.topic.segment.bytes", 16 << 20);
    settings.put("transaction.state.log.segment.bytes", 16 << 20);
    // Kafka's figures would otherwise become some thousand JMX beans that nobody reads.
    settings.put("metric.reporters", "");
    settings.put("metrics.jmx.exclude", ".*");
    return settings;
  }

  private static Map<String, Object> quick() {
    return Map.of(
        "server.max.startup.time.ms", 60_000,
        "group.initial.rebalance.delay.ms", 0,
        "group.min.session.timeout.ms", 1_000,
        // A record every half second that says that nothing happened: it only wears out the disk.
        "metadata.max.idle.interval.ms", 0,
        "controller.quorum.election.timeout.ms", 100,
        "controller.quorum.election.backoff.max.ms", 100,
        "auto.create.topics.enable", false);
  }
}
