package dev.verdict.runtime.pg;

import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

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
          described(settings, schema).connectRetries(5).connectRetriesInterval(2).load().migrate();
          return null;
        },
        false);
  }

  /**
   * Where a schema stands.
   *
   * @param current its version; absent if it is not there
   * @param pending how many migrations of this release it has not seen
   * @param isNewer whether it has seen some of a later release
   */
  public record State(@Nullable String current, int pending, boolean isNewer) {}

  /** Looks, and changes nothing. */
  public static Future<State> state(Vertx vertx, PostgresSettings settings, String schema) {
    return vertx.executeBlocking(
        () -> {
          MigrationInfoService info = described(settings, schema).load().info();
          MigrationInfo current = info.current();
          boolean newer =
              Arrays.stream(info.all())
                  .anyMatch(each -> each.getState() == MigrationState.FUTURE_SUCCESS);
          return new State(
              current == null ? null : String.valueOf(current.getVersion()),
              info.pending().length,
              newer);
        },
        false);
  }

  private static FluentConfiguration described(PostgresSettings settings, String schema) {
    return Flyway.configure()
        .dataSource(
            settings.jdbcUrl()
                + "&connectTimeout=10&socketTimeout=120&ApplicationName=verdict-migrations",
            settings.user(),
            settings.password().reveal())
        .schemas(schema)
        .defaultSchema(schema)
        .locations("classpath:db/" + schema)
        .table("schema_history")
        .failOnMissingLocations(true);
  }
}
