package dev.verdict.cli.doctor;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether the database answers, and each schema is of this release. */
final class PostgresChapter {
  private static final int SECONDS = 15;
  private static final Duration FORGIVEN = Duration.ofSeconds(5);
  private static final List<String> SCHEMAS =
      List.of("access", "coordinator", "reporter", "artifacts");
  private static final String STATE =
      "select current_setting('server_version') as version, now() as now,"
          + " pg_size_pretty(pg_database_size(current_database())) as size";

  private PostgresChapter() {}

  static Chapter look(Vertx vertx, PostgresSettings settings) {
    String where = settings.host() + ":" + settings.port() + "/" + settings.database();
    List<Finding> findings = new ArrayList<>();
    Database database = Database.open(vertx, settings.withPoolSize(1), "access");
    try {
      Spent spent = new Spent();
      Row state =
          database.pool().query(STATE).execute().await(SECONDS, TimeUnit.SECONDS).iterator().next();
      findings.add(
          Finding.well(
              "%s: PostgreSQL %s, %s, %s"
                  .formatted(where, state.getString("version"), state.getString("size"), spent)));
      findings.add(clock(state.getOffsetDateTime("now")));
      for (String schema : SCHEMAS) {
        findings.add(
            schema(
                schema,
                Migrations.state(vertx, settings, schema).await(SECONDS, TimeUnit.SECONDS)));
      }
    } catch (TimeoutException late) {
      findings.add(away(where, "no answer within " + SECONDS + " s"));
    } catch (RuntimeException failed) {
      findings.add(away(where, String.valueOf(failed.getMessage())));
    } finally {
      database.close().otherwiseEmpty().await();
    }
    return Chapter.of("postgres", "Is PostgreSQL as it should be?", findings);
  }

  private static Finding away(String where, String why) {
    return Finding.wrong(where + ": " + why, "check postgres.* and that the server lets us in");
  }

  private static Finding clock(OffsetDateTime theirs) {
    Duration ahead = Duration.between(OffsetDateTime.now(theirs.getOffset()), theirs);
    String text = "its clock and ours differ by %d ms".formatted(ahead.abs().toMillis());
    return ahead.abs().compareTo(FORGIVEN) > 0
        ? Finding.wrong(text, "set both clocks by NTP")
        : Finding.well(text);
  }

  private static Finding schema(String name, Migrations.State state) {
    String has = state.current() == null ? "not there" : "version " + state.current();
    String text = "schema " + name + ": " + has;
    if (state.pending() > 0) {
      return Finding.wrong(
          text + ", " + state.pending() + " migrations behind this release",
          "start the service, or run it with --migrate-only");
    }
    return state.isNewer()
        ? Finding.note(text + ", of a later release than this program")
        : Finding.well(text);
  }
}
