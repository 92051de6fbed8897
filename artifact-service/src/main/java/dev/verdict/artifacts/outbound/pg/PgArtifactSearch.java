package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.ArtifactSearch;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link ArtifactSearch} in PostgreSQL. */
public final class PgArtifactSearch implements ArtifactSearch {
  private static final Sql SQL = Sql.of(PgArtifactSearch.class, "sql/search.sql");

  /** No id is above it: the place before the newest. */
  private static final UUID NEWEST = new UUID(-1L, -1L);

  private final Database database;

  public PgArtifactSearch(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Artifact>> page(Selection selection, Instant now) {
    Tuple where = where(selection.criteria(), selection.before(), now);
    return ask("page", selection.criteria(), where.addInteger(selection.limit()))
        .map(rows -> each(rows, Rows::artifact));
  }

  @Override
  public Future<List<Group>> groups(Criteria criteria, GroupBy by, Instant now) {
    Tuple where = where(criteria, null, now).addString(by.name().toLowerCase(Locale.ROOT));
    return ask("groups", criteria, where)
        .map(
            rows ->
                each(
                    rows,
                    row ->
                        new Group(
                            row.getString("value"),
                            row.getLong("count"),
                            row.getLong("size_bytes"),
                            row.getUUID("latest"))));
  }

  @Override
  public Future<List<Measured>> metrics(Selection selection, List<String> names, Instant now) {
    Tuple asked =
        where(selection.criteria(), selection.before(), now)
            .addInteger(selection.limit())
            .addArrayOfString(names.toArray(String[]::new))
            .addArrayOfString(paths(names, JsonPaths::metric))
            .addArrayOfString(paths(names, JsonPaths::metricOfMetrics))
            .addArrayOfString(paths(names, JsonPaths::metricAnywhere));
    return ask("metrics", selection.criteria(), asked).map(PgArtifactSearch::measured);
  }

  private static String[] paths(List<String> names, Function<String, String> path) {
    return names.stream().map(path).toArray(String[]::new);
  }

  /** One row for each number; those of an artifact follow each other. */
  private static List<Measured> measured(RowSet<Row> rows) {
    Map<UUID, Measured> byId = new LinkedHashMap<>();
    for (Row row : rows) {
      byId.computeIfAbsent(
              row.getUUID("id"),
              id ->
                  new Measured(
                      id,
                      row.getUUID("run_id"),
                      row.getString("name"),
                      row.getOffsetDateTime("created_at").toInstant(),
                      new HashMap<>()))
          .metrics()
          .put(row.getString("metric"), row.getDouble("value"));
    }
    return List.copyOf(byId.values());
  }

  private Future<RowSet<Row>> ask(String what, Criteria criteria, Tuple parameters) {
    String content = criteria.content().isEmpty() ? "without_content" : "with_content";
    String statement =
        "with selected as ("
            + SQL.get("selected")
            + "\n"
            + SQL.get(content)
            + ")\n"
            + SQL.get(what);
    return database.pool().preparedQuery(statement).execute(parameters);
  }

  private static Tuple where(Criteria criteria, @Nullable UUID before, Instant now) {
    List<String> labels = criteria.labels();
    Map<String, String> metadata = criteria.metadata();
    return Tuple.tuple()
        .addOffsetDateTime(Rows.utc(now))
        .addUUID(Objects.requireNonNullElse(before, NEWEST))
        .addUUID(criteria.runId())
        .addUUID(criteria.taskId())
        .addString(criteria.type())
        .addString(criteria.category())
        .addString(criteria.name() == null ? null : like(criteria.name()))
        .addArrayOfString(labels.isEmpty() ? null : labels.toArray(String[]::new))
        .addValue(metadata.isEmpty() ? null : new JsonObject(new HashMap<>(metadata)))
        .addString(criteria.content().isEmpty() ? null : JsonPaths.all(criteria.content()));
  }

  private static String like(String glob) {
    return glob.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%');
  }

  private static <T> List<T> each(RowSet<Row> rows, Function<Row, T> reading) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.add(reading.apply(row)));
    return all;
  }
}
