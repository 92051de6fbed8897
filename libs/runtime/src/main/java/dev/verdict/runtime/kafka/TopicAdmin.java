package dev.verdict.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that are not there, and tells what is. */
public final class TopicAdmin {
  private static final int WITHIN_SECONDS = 30;

  private final Vertx vertx;
  private final Map<String, Object> config;

  TopicAdmin(Vertx vertx, Map<String, Object> config) {
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Several services may do this at once; whoever comes second finds them made. Where an operator
   * has made them all, it takes no right to make any.
   */
  public Future<Void> ensure(List<TopicSpec> topics) {
    return vertx.executeBlocking(
        () -> {
          try (Admin admin = Admin.create(config)) {
            List<TopicSpec> missing = missing(admin, topics);
            if (missing.isEmpty()) {
              return null;
            }
            var made = admin.createTopics(missing.stream().map(TopicAdmin::newTopic).toList());
            for (var topic : made.values().values()) {
              awaitMade(topic);
            }
          }
          return null;
        },
        false);
  }

  /** A topic that one may not see is as one that is not there. */
  private static List<TopicSpec> missing(Admin admin, List<TopicSpec> topics) throws Exception {
    Map<String, TopicSpec> wanted = new HashMap<>();
    topics.forEach(topic -> wanted.put(topic.name(), topic));
    for (var seen : admin.describeTopics(wanted.keySet()).topicNameValues().entrySet()) {
      if (isThere(seen.getValue())) {
        wanted.remove(seen.getKey());
      }
    }
    return List.copyOf(wanted.values());
  }

  private static boolean isThere(KafkaFuture<?> described) throws Exception {
    try {
      described.get(WITHIN_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof TopicAuthorizationException) {
        return false;
      }
      throw e;
    }
  }

  /** How many partitions it has; fails when it is not there. */
  public Future<Integer> partitions(String topic) {
    return vertx.executeBlocking(
        () -> {
          try (Admin admin = Admin.create(config)) {
            var described =
                admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(WITHIN_SECONDS, TimeUnit.SECONDS);
            return described.values().iterator().next().partitions().size();
          }
        },
        false);
  }

  /** Those that are there and that we may see. */
  public Future<Map<String, TopicState>> states(List<String> topics) {
    return vertx.executeBlocking(
        () -> {
          Map<String, TopicState> states = new HashMap<>();
          try (Admin admin = Admin.create(config)) {
            for (var seen : admin.describeTopics(topics).topicNameValues().entrySet()) {
              if (isThere(seen.getValue())) {
                int partitions =
                    seen.getValue().get(WITHIN_SECONDS, TimeUnit.SECONDS).partitions().size();
                states.put(
                    seen.getKey(), new TopicState(partitions, retention(admin, seen.getKey())));
              }
            }
          }
          return Map.copyOf(states);
        },
        false);
  }

  private static long retention(Admin admin, String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var described =
        admin.describeConfigs(List.of(resource)).all().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    for (ConfigEntry entry : Objects.requireNonNull(described.get(resource)).entries()) {
      if (entry.name().equals(TopicConfig.RETENTION_MS_CONFIG)) {
        return Long.parseLong(entry.value());
      }
    }
    return -1;
  }

  /** Completes when a broker answers; for health checks. */
  public Future<Integer> brokers() {
    return vertx.executeBlocking(
        () -> {
          try (Admin admin = Admin.create(config)) {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
          }
        },
        false);
  }

  private static void awaitMade(KafkaFuture<Void> topic) throws Exception {
    try {
      topic.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static NewTopic newTopic(TopicSpec spec) {
    Map<String, String> config = new HashMap<>(spec.more());
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(spec.retention().toMillis()));
    // The replication factor is the brokers' default, so that one broker and a cluster need no
    // setting of ours.
    return new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
        .configs(config);
  }
}
