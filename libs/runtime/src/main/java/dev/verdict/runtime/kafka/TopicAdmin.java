package dev.verdict.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there, and tells what is. */
public final class TopicAdmin {
  private static final int WITHIN_SECONDS = 30;

  private final Vertx vertx;
  private final Map<String, Object> config;

  TopicAdmin(Vertx vertx, Map<String, Object> config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Several services may do this at once; whoever comes second finds them made. */
  public Future<Void> ensure(List<TopicSpec> topics) {
    return vertx.executeBlocking(
        () -> {
          try (Admin admin = Admin.create(config)) {
            var made = admin.createTopics(topics.stream().map(TopicAdmin::newTopic).toList());
            for (var topic : made.values().values()) {
              awaitMade(topic);
            }
          }
          return null;
        },
        false);
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

  private static void awaitMade(org.apache.kafka.common.KafkaFuture<Void> topic) throws Exception {
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
