package dev.verdict.testkit.backing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code -Dverdict.backing} chooses; decided once per JVM. */
enum BackingKind {
  CONTAINERS {
    @Override
    PostgresServer startPostgres() {
      return ContainerPostgres.start();
    }

    @Override
    KafkaServer startKafka() {
      return ContainerKafka.start();
    }
  },
  EMBEDDED {
    @Override
    PostgresServer startPostgres() {
      return LocalPostgres.start();
    }

    @Override
    KafkaServer startKafka() {
      return LocalKafka.start();
    }
  };

  static final String PROPERTY = "verdict.backing";

  // Asking takes a moment, and the answer must not change between two test classes.
  private static final Shared<BackingKind> CHOSEN =
      new Shared<>(() -> decide(System.getProperty(PROPERTY, ""), LocalDockerEngine.found()));

  private static final Logger LOG = LoggerFactory.getLogger(BackingKind.class);

  abstract PostgresServer startPostgres();

  abstract KafkaServer startKafka();

  static BackingKind current() {
    return CHOSEN.get();
  }

  static BackingKind decide(String property, DockerEngine engine) {
    return switch (property) {
      case "embedded" -> EMBEDDED;
      case "containers" -> {
        problemOf(engine).ifPresent(BackingKind::refuse);
        yield CONTAINERS;
      }
      case "" -> {
        if (!engine.answers()) {
          yield EMBEDDED;
        }
        var problem = engine.problem();
        problem.ifPresent(what -> LOG.warn("Tests run on embedded servers: {}", what));
        yield problem.isPresent() ? EMBEDDED : CONTAINERS;
      }
      default ->
          throw new IllegalArgumentException(
              PROPERTY + ": " + property + " (expected: containers, embedded or nothing)");
    };
  }

  private static Optional<String> problemOf(DockerEngine engine) {
    return engine.answers()
        ? engine.problem()
        : Optional.of("no Docker engine answers at " + engine.address());
  }

  private static void refuse(String problem) {
    throw new IllegalStateException(
        PROPERTY + ": containers, but " + problem + " (expected: an engine that has the images)");
  }
}
