package dev.verdict.runtime.settings;

import java.util.List;
import java.util.Map;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param properties passed through to every client, as for SASL and TLS
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  public static KafkaSettings from(SettingsReader reader) {
    List<String> servers = reader.list("kafka.bootstrap_servers", List.of("localhost:9092"));
    for (String server : servers) {
      if (!server.matches("[^\\s:]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}")) {
        reader.mistake("kafka.bootstrap_servers", server, "host:port, separated by commas");
      }
    }
    return new KafkaSettings(String.join(",", servers), reader.below("kafka.properties"));
  }

  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /** Its properties may hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", " + properties.size() + " properties]";
  }
}
