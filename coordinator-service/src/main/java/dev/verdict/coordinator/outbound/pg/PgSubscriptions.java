package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.event.SubscriptionEvent;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.coordinator.usecase.subscription.SubscriptionNews;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Subscriptions in the table {@code subscriptions}, their secrets sealed. */
public final class PgSubscriptions implements Subscriptions {
  static final Sql SQL = Sql.of(PgSubscriptions.class, "sql/subscriptions.sql");

  private static final int MOST = 1_000;

  private final Database database;
  private final Outbox outbox;
  private final SubscriptionRows rows;

  public PgSubscriptions(Database database, Outbox outbox, SecretBox box) {
    this.database = database;
    this.outbox = outbox;
    this.rows = new SubscriptionRows(box);
  }

  @Override
  public Future<Kept> create(
      Terms terms, SigningSecret secret, String by, Optional<RequestKey> key) {
    UUID id = Ids.next();
    Tuple values =
        described(Tuple.of(id, terms.name()), id, terms)
            .addString(rows.sealed(id, secret))
            .addString(by);
    return changing(
            connection ->
                Idempotency.once(
                    connection,
                    key.map(RequestKey::key),
                    key.map(RequestKey::caller).orElse(""),
                    key.map(RequestKey::request).orElseGet(Buffer::buffer),
                    () ->
                        room(connection)
                            .compose(room -> run(connection, "insert", values))
                            .compose(done -> run(connection, "insert_health", Tuple.of(id)))
                            .map(done -> Reply.json(201, new Kept(id, false)))))
        .map(reply -> Json.read(((Reply.Whole) reply).body().getBytes(), Kept.class))
        .map(kept -> new Kept(kept.id(), !kept.id().equals(id)));
  }

  private static Future<Void> room(SqlConnection connection) {
    return connection
        .query(SQL.get("count"))
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getInteger("n") < MOST
                    ? Future.succeededFuture()
                    : Future.failedFuture(new TooMany(MOST)));
  }

  private Tuple described(Tuple start, UUID id, Terms terms) {
    return start
        .addString(terms.url())
        .addArrayOfString(terms.types().toArray(String[]::new))
        .addString(terms.project())
        .addString(terms.branch())
        .addString(terms.filter())
        .addString(terms.owner())
        .addString(terms.description())
        .addString(rows.sealed(id, terms.headers()));
  }

  @Override
  public Future<Optional<Subscription>> find(UUID id) {
    return one("get", Tuple.of(id), rows::subscription);
  }

  @Override
  public Future<List<Subscription>> list(
      @Nullable UUID after, @Nullable SubscriptionState state, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("list"))
        .execute(Tuple.of(after, state == null ? null : state.word(), most))
        .map(found -> Rows.list(found, rows::subscription));
  }

  @Override
  public Future<Void> replace(UUID id, Terms terms) {
    Tuple values = described(Tuple.of(id, terms.name()), id, terms);
    return changing(connection -> run(connection, "replace", values));
  }

  @Override
  public Future<Void> delete(UUID id) {
    return changing(connection -> run(connection, "delete", Tuple.of(id)));
  }

  @Override
  public Future<Boolean> suspend(UUID id, SubscriptionState state, String reason) {
    return changing(
        connection ->
            connection
                .preparedQuery(SQL.get("suspend"))
                .execute(Tuple.of(id, state.word(), reason))
                .compose(
                    changed ->
                        changed.size() == 0
                            ? Future.succeededFuture(false)
                            : tell(connection, changed.iterator().next(), state, reason)
                                .map(true)));
  }

  /** Whoever paused it knows; what happened by itself is told. */
  private Future<Void> tell(
      SqlConnection connection, Row row, SubscriptionState state, String reason) {
    if (state == SubscriptionState.PAUSED) {
      return Future.succeededFuture();
    }
    String id = row.getUUID("id").toString();
    // Only where it leads: the rest of a URL may be a secret.
    String place = URI.create(row.getString("url")).getHost();
    var data =
        new SubscriptionEvent.News(
            id, row.getString("name"), row.getString("owner"), place, state.word(), reason);
    return outbox.append(
        connection,
        List.of(
            new OutboxEntry(
                Topics.EVENTS,
                id,
                SubscriptionNews.typeOf(state),
                null,
                null,
                id,
                Json.text(data))));
  }

  @Override
  public Future<Void> resume(UUID id) {
    return changing(
        connection ->
            run(connection, "resume", Tuple.of(id))
                .compose(done -> run(connection, "resume_health", Tuple.of(id)))
                .compose(done -> run(connection, "resume_streams", Tuple.of(id))));
  }

  @Override
  public Future<Void> rotate(UUID id, SigningSecret secret, Duration keepPrevious) {
    Tuple values = Tuple.of(id, rows.sealed(id, secret), keepPrevious.toMillis() / 1000.0);
    return changing(connection -> run(connection, "rotate", values));
  }

  @Override
  public Future<Void> declare(List<Declared> declared) {
    return database
        .pool()
        .query(SQL.get("any_of_file"))
        .execute()
        .compose(
            rows ->
                declared.isEmpty() && !rows.iterator().next().getBoolean("any_of_file")
                    ? Future.succeededFuture()
                    : declareAll(declared));
  }

  private Future<Void> declareAll(List<Declared> declared) {
    UUID[] ids = declared.stream().map(one -> idOf(one.terms().name())).toArray(UUID[]::new);
    return changing(
        connection -> {
          Future<Void> done = run(connection, "undeclared", Tuple.tuple().addArrayOfUUID(ids));
          for (Declared one : declared) {
            done = done.compose(before -> declare(connection, one));
          }
          return done;
        });
  }

  private Future<Void> declare(SqlConnection connection, Declared one) {
    UUID id = idOf(one.terms().name());
    SigningSecret previous = one.secrets().size() > 1 ? one.secrets().get(1) : null;
    Tuple values =
        described(Tuple.of(id, one.terms().name()), id, one.terms())
            .addString(rows.sealed(id, one.secrets().get(0)))
            .addString(previous == null ? null : rows.sealed(id, previous));
    return run(connection, "declare", values)
        .compose(done -> run(connection, "insert_health", Tuple.of(id)));
  }

  /** The same name is the same subscription, in each coordinator and after each start. */
  private static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(("verdict.yaml/" + name).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Future<Optional<Target>> target(UUID id) {
    return one("target", Tuple.of(id), rows::target);
  }

  private <T> Future<Optional<T>> one(String name, Tuple values, Function<Row, T> read) {
    return database
        .pool()
        .preparedQuery(SQL.get(name))
        .execute(values)
        .map(
            found ->
                found.size() == 0
                    ? Optional.empty()
                    : Optional.of(read.apply(found.iterator().next())));
  }

  private static Future<Void> run(SqlConnection connection, String name, Tuple values) {
    return connection.preparedQuery(SQL.get(name)).execute(values).mapEmpty();
  }

  /** Locks the feed first, so that it sees the change from one event to the next. */
  private <T> Future<T> changing(Function<SqlConnection, Future<T>> work) {
    return database
        .inTransaction(
            connection ->
                connection
                    .query(SQL.get("lock_feed"))
                    .execute()
                    .compose(locked -> connection.query(SQL.get("begin_now")).execute())
                    .compose(begun -> work.apply(connection))
                    .compose(done -> connection.query(SQL.get("changed")).execute().map(done)))
        .onSuccess(committed -> outbox.committed());
  }
}
