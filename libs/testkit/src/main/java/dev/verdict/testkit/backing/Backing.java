package dev.verdict.testkit.backing;

/**
 * Where integration tests get their servers from.
 *
 * <pre>{@code
 * @RegisterExtension static final Postgres postgres = Backing.postgres();
 * @RegisterExtension static final Kafka kafka = Backing.kafka();
 * }</pre>
 *
 * The shared ones start with the first test of this JVM that asks and stop with the JVM. A test
 * that breaks its server takes one of its own.
 */
public final class Backing {
  private static final Shared<PostgresServer> POSTGRES =
      Shared.server("postgres", () -> BackingKind.current().startPostgres());
  private static final Shared<KafkaServer> KAFKA =
      Shared.server("kafka", () -> BackingKind.current().startKafka());

  private Backing() {}

  /** A new empty database on the shared server for each test class. */
  public static Postgres postgres() {
    return new Postgres(POSTGRES::get, false);
  }

  /** The shared broker; each test class has a prefix for names of its own. */
  public static Kafka kafka() {
    return new Kafka(KAFKA::get, false);
  }

  /** A server for this test class alone, which may stop it, break it and start it again. */
  public static Postgres ownPostgres() {
    return new Postgres(() -> BackingKind.current().startPostgres(), true);
  }

  /** A broker for this test class alone, which may stop it, kill it and start it again. */
  public static Kafka ownKafka() {
    return new Kafka(() -> BackingKind.current().startKafka(), true);
  }
}
