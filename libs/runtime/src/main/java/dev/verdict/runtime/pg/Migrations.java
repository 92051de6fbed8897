package dev.verdict.runtime.pg;

import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;

/**
 * Brings a schema to the version that this release needs. Several processes may start at once:
 * Flyway locks, whoever comes second finds it done.
 */
public final class Migrations {
  private Migrations() {}

  /** Runs what is new in {@code db/<schema>/} on the class path. */
  public static Future<Void> run(Vertx vertx, PostgresSettings settings, String schema) {
    return vertx.executeBlocking(
        () -> {
          Flyway.configure()
              .dataSource(
                  settings.jdbcUrl()
                      + "&connectTimeout=10&socketTimeout=120&ApplicationName=verdict-migrations",
                  settings.user(),
                  settings.password().reveal())
              .schemas(schema)
              .defaultSchema(schema)
              .locations("classpath:db/" + schema)
              .table("schema_history")
              .connectRetries(5)
              .connectRetriesInterval(2)
              .failOnMissingLocations(true)
              .load()
              .migrate();
          return null;
        },
        false);
  }
}
