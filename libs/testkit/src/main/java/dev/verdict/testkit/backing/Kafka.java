package dev.verdict.testkit.backing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one test class has of Kafka: a broker, and names that nobody else uses. */
public final class Kafka implements AfterAllCallback {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long LIMIT_SECONDS = 20;

  private final Supplier<KafkaServer> source;
  private final boolean own;
  private final String prefix =
      "t%d-%d-".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet());
  private @Nullable KafkaServer server;

  Kafka(Supplier<KafkaServer> source, boolean own) {
    this.source = source;
    this.own = own;
  }

  public synchronized String bootstrapServers() {
    return server().bootstrapServers();
  }

  /** For the names of topics and groups of this test class. */
  public String uniquePrefix() {
    return prefix;
  }

  /** A new topic; its name starts with the prefix and ends with the given one. */
  public String freshTopic(String name, int partitions) {
    var full = prefix + NUMBER.incrementAndGet() + "-" + name;
    createTopic(full, partitions);
    return full;
  }

  /** For systems under test whose topics have fixed names: see {@link #clear()}. */
  public void createTopic(String name, int partitions) {
    withAdmin(
        admin ->
            admin
                .createTopics(
                    List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all());
  }

  /**
   * Deletes all topics and forgets all idle groups, also those of others: test classes that use
   * fixed names on the shared broker call it before they begin.
   */
  public void clear() {
    try (var admin = admin()) {
      var topics = get(admin.listTopics().names());
      get(admin.deleteTopics(topics).all());
      var groups = get(admin.listGroups().all()).stream().map(group -> group.groupId()).toList();
      get(admin.deleteConsumerGroups(groups).all());
    }
  }

  /** SIGKILL. Only for a broker of one's own. */
  public synchronized void kill() {
    breakable().kill();
  }

  /** In good order. Only for a broker of one's own. */
  public synchronized void stop() {
    breakable().stop();
  }

  /** At the same address, after a stop or a kill. */
  public synchronized void startAgain() {
    breakable().startAgain();
  }

  /** Connections stay open and nothing answers, until resumed. */
  public synchronized void pause() {
    breakable().pause();
  }

  public synchronized void resume() {
    breakable().resume();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    var used = server;
    if (own && used != null) {
      used.close();
    }
    server = null;
  }

  private KafkaServer breakable() {
    if (!own) {
      throw new IllegalStateException(
          "Kafka: shared with other test classes (expected: Backing.ownKafka())");
    }
    return server();
  }

  private KafkaServer server() {
    var known = server;
    if (known == null) {
      known = source.get();
      server = known;
    }
    return known;
  }

  private interface Request {
    KafkaFuture<Void> send(Admin admin);
  }

  private void withAdmin(Request request) {
    try (var admin = admin()) {
      get(request.send(admin));
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka refused what a test asked for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
