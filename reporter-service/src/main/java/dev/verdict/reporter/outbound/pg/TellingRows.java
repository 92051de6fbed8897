package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.domain.telling.ToldPlace;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Rows of tellings, read. */
final class TellingRows {
  private TellingRows() {}

  static Telling telling(Row row) {
    return new Telling(
        row.getLong("id"),
        row.getLong("claim"),
        Surface.of(row.getString("surface")),
        row.getString("provider"),
        row.getString("repository"),
        row.getString("subject"),
        row.getString("suite"),
        row.getUUID("run_id"),
        row.getLong("wanted"),
        row.getOffsetDateTime("wanted_at").toInstant(),
        row.getString("remote_id"),
        said(row),
        row.getUUID("said_run"),
        row.getInteger("noted"),
        row.getInteger("tries"),
        instant(row, "failing_since"),
        row.getString("traceparent"));
  }

  static ToldPlace place(Row row) {
    Said said = said(row);
    String suite = row.getString("suite");
    return new ToldPlace(
        row.getString("surface"),
        row.getString("provider"),
        row.getString("repository"),
        row.getString("subject"),
        suite.isEmpty() ? null : suite,
        state(row),
        said == null ? null : said.state(),
        said == null ? null : said.title(),
        instant(row, "said_at"),
        row.getUUID("said_run"),
        row.getString("remote_id"),
        row.getString("url"),
        row.getInteger("tries"),
        instant(row, "failing_since"),
        instant(row, "due_at"),
        row.getString("error"));
  }

  private static String state(Row row) {
    if (row.getBoolean("refused")) {
      return "refused";
    }
    if (row.getOffsetDateTime("due_at") == null) {
      return row.getString("said") == null ? "silent" : "told";
    }
    if (row.getInteger("tries") > 0) {
      return "failing";
    }
    return row.getOffsetDateTime("claimed_until") == null ? "waiting" : "telling";
  }

  private static @Nullable Said said(Row row) {
    String said = row.getString("said");
    return said == null ? null : Json.read(said, Said.class);
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
