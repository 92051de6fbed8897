package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.trigger.BadTrigger;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.coordinator.usecase.webhook.TriggerCatalog;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Triggers in the table {@code triggers}; each version is compiled once. */
public final class PgTriggerCatalog implements TriggerCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(PgTriggerCatalog.class);
  private static final Sql SQL = Sql.of(PgTriggerCatalog.class, "sql/triggers.sql");
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private Map<UUID, Compiled> compiled = new ConcurrentHashMap<>();

  public PgTriggerCatalog(Database database) {
    this.database = database;
  }

  private record Compiled(int version, @Nullable Trigger trigger) {}

  @Override
  public Future<List<Trigger>> all() {
    return database
        .pool()
        .preparedQuery(SQL.get("all"))
        .execute()
        .map(
            rows -> {
              Map<UUID, Compiled> now = new ConcurrentHashMap<>();
              List<Trigger> all = new ArrayList<>();
              for (Row row : rows) {
                Compiled one = compiled(row);
                now.put(row.getUUID("id"), one);
                if (one.trigger() != null) {
                  all.add(one.trigger());
                }
              }
              compiled = now;
              return all;
            });
  }

  private Compiled compiled(Row row) {
    int version = row.getInteger("version");
    Compiled known = compiled.get(row.getUUID("id"));
    if (known != null && known.version() == version) {
      return known;
    }
    try {
      return new Compiled(version, Trigger.of(row.getUUID("id"), spec(row)));
    } catch (BadTrigger | IllegalArgumentException bad) {
      LOG.error("Trigger {} is left out: {}", row.getString("name"), bad.getMessage());
      return new Compiled(version, null);
    }
  }

  private static TriggerSpec spec(Row row) {
    return Json.read(row.getValue("spec").toString(), TriggerSpec.class);
  }

  @Override
  public Future<List<Written>> list(@Nullable UUID after, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("list"))
        .execute(Tuple.of(after, most))
        .map(rows -> Rows.list(rows, PgTriggerCatalog::written));
  }

  @Override
  public Future<Optional<Written>> find(UUID id) {
    return database
        .pool()
        .preparedQuery(SQL.get("get"))
        .execute(Tuple.of(id))
        .map(PgTriggerCatalog::first);
  }

  @Override
  public Future<Written> create(TriggerSpec spec, String createdBy, Optional<RequestKey> key) {
    return database
        .inTransaction(
            connection ->
                Idempotency.once(
                    connection,
                    key.map(RequestKey::key),
                    key.map(RequestKey::caller).orElse(""),
                    key.map(RequestKey::request).orElseGet(Buffer::buffer),
                    () -> insert(connection, spec, createdBy).map(made -> Reply.json(201, made))))
        .map(reply -> Json.read(((Reply.Whole) reply).body().getBytes(), Written.class));
  }

  private static Future<Written> insert(
      SqlConnection connection, TriggerSpec spec, String createdBy) {
    return connection
        .preparedQuery(SQL.get("insert"))
        .execute(Tuple.of(Ids.next(), spec.name(), json(spec), false, createdBy))
        .map(rows -> first(rows).orElseThrow(() -> new NameTaken(spec.name())));
  }

  @Override
  public Future<Optional<Written>> replace(UUID id, TriggerSpec spec) {
    return find(id)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(found);
              }
              if (found.get().fromFile()) {
                return Future.failedFuture(new NotYours(found.get().spec().name()));
              }
              return database
                  .pool()
                  .preparedQuery(SQL.get("replace"))
                  .execute(Tuple.of(id, spec.name(), json(spec)))
                  .map(PgTriggerCatalog::first)
                  .recover(failure -> Future.failedFuture(taken(failure, spec)));
            });
  }

  private static Throwable taken(Throwable failure, TriggerSpec spec) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())
        ? new NameTaken(spec.name())
        : failure;
  }

  @Override
  public Future<Boolean> delete(UUID id) {
    return find(id)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(false);
              }
              if (found.get().fromFile()) {
                return Future.failedFuture(new NotYours(found.get().spec().name()));
              }
              return database
                  .pool()
                  .preparedQuery(SQL.get("delete"))
                  .execute(Tuple.of(id))
                  .map(rows -> rows.rowCount() > 0);
            });
  }

  @Override
  public Future<Void> reconcile(List<TriggerSpec> fromFile) {
    return database.inTransaction(
        connection -> {
          Future<Void> done = connection.query(SQL.get("reconcile_lock")).execute().mapEmpty();
          for (TriggerSpec spec : fromFile) {
            done =
                done.compose(
                    before ->
                        connection
                            .preparedQuery(SQL.get("from_file"))
                            .execute(Tuple.of(Ids.next(), spec.name(), json(spec)))
                            .mapEmpty());
          }
          String[] names = fromFile.stream().map(TriggerSpec::name).toArray(String[]::new);
          return done.compose(
              written ->
                  connection
                      .preparedQuery(SQL.get("drop_others"))
                      .execute(Tuple.tuple().addArrayOfString(names))
                      .mapEmpty());
        });
  }

  private static JsonObject json(TriggerSpec spec) {
    return new JsonObject(Json.text(spec));
  }

  private static Optional<Written> first(Iterable<Row> rows) {
    var found = rows.iterator();
    return found.hasNext() ? Optional.of(written(found.next())) : Optional.empty();
  }

  private static Written written(Row row) {
    return new Written(
        row.getUUID("id"),
        spec(row),
        row.getBoolean("from_file"),
        row.getInteger("version"),
        row.getString("created_by"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
