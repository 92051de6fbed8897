package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.NewDelivery;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps deliveries, as many in one commit as came in while the one before was on its way: nobody
 * waits for a timer, and under load a commit is shared by hundreds.
 */
public final class PgDeliveryShelf implements DeliveryShelf {
  static final Sql SQL = Sql.of(PgDeliveryShelf.class, "sql/webhooks.sql");
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_BYTES = 8 << 20;
  private static final int WRITERS = 2;

  private final Context context;
  private final Database database;
  private final int mostWaiting;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int writing;

  public PgDeliveryShelf(Vertx vertx, Database database, int mostWaiting) {
    this.context = vertx.getOrCreateContext();
    this.database = database;
    this.mostWaiting = mostWaiting;
  }

  private record Waiting(NewDelivery delivery, Promise<Kept> promise) {
    String key() {
      return delivery.provider() + " " + Buffer.buffer(delivery.digest());
    }
  }

  @Override
  public Future<Kept> keep(NewDelivery delivery) {
    Promise<Kept> promise = Promise.promise();
    context.runOnContext(
        now -> {
          if (waiting.size() >= mostWaiting) {
            promise.fail(new Full(waiting.size()));
            return;
          }
          waiting.add(new Waiting(delivery, promise));
          write();
        });
    return promise.future();
  }

  private void write() {
    if (writing >= WRITERS || waiting.isEmpty()) {
      return;
    }
    writing++;
    List<Waiting> some = take();
    insert(some)
        .onComplete(
            done -> {
              writing--;
              write();
            });
    write();
  }

  private List<Waiting> take() {
    List<Waiting> some = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && some.size() < MOST_AT_ONCE && bytes < MOST_BYTES) {
      Waiting next = waiting.remove();
      bytes += next.delivery().body().length;
      some.add(next);
    }
    return some;
  }

  private Future<Void> insert(List<Waiting> some) {
    Map<String, Waiting> firsts = new LinkedHashMap<>();
    some.forEach(one -> firsts.putIfAbsent(one.key(), one));
    List<NewDelivery> fresh = firsts.values().stream().map(Waiting::delivery).toList();
    return inserted(fresh)
        .onSuccess(ids -> answer(some, ids))
        .recover(failure -> oneByOne(some, failure))
        .mapEmpty();
  }

  /** The id that each has by now, by what it is known by. */
  private Future<Map<String, UUID>> inserted(List<NewDelivery> fresh) {
    return database
        .pool()
        .preparedQuery(SQL.get("insert"))
        .execute(columns(fresh))
        .compose(
            rows -> {
              if (rows.rowCount() == fresh.size()) {
                Map<String, UUID> ids = new HashMap<>();
                fresh.forEach(one -> ids.put(new Waiting(one, Promise.promise()).key(), one.id()));
                return Future.succeededFuture(ids);
              }
              return known(fresh);
            });
  }

  private Future<Map<String, UUID>> known(List<NewDelivery> fresh) {
    Tuple keys =
        Tuple.tuple()
            .addArrayOfString(texts(fresh, NewDelivery::provider))
            .addArrayOfBuffer(
                fresh.stream().map(one -> Buffer.buffer(one.digest())).toArray(Buffer[]::new));
    return database
        .pool()
        .preparedQuery(SQL.get("known"))
        .execute(keys)
        .map(
            rows -> {
              Map<String, UUID> ids = new HashMap<>();
              rows.forEach(
                  row ->
                      ids.put(
                          row.getString("provider") + " " + row.getBuffer("digest"),
                          row.getUUID("id")));
              return ids;
            });
  }

  private static void answer(List<Waiting> some, Map<String, UUID> ids) {
    for (Waiting one : some) {
      UUID id = ids.get(one.key());
      if (id == null) {
        one.promise().fail(new IllegalStateException("a delivery was swept while it was kept"));
      } else {
        one.promise().complete(new Kept(id, !id.equals(one.delivery().id())));
      }
    }
  }

  /** One that the database does not take must not take the others with it. */
  private Future<Map<String, UUID>> oneByOne(List<Waiting> some, Throwable failure) {
    if (some.size() == 1 || !(failure instanceof PgException)) {
      some.forEach(one -> one.promise().tryFail(failure));
      return Future.succeededFuture(Map.of());
    }
    Future<Map<String, UUID>> done = Future.succeededFuture(Map.of());
    for (Waiting one : some) {
      done = done.compose(before -> insert(List.of(one)).map(Map.of()));
    }
    return done;
  }

  private static Tuple columns(List<NewDelivery> fresh) {
    return Tuple.tuple()
        .addArrayOfUUID(fresh.stream().map(NewDelivery::id).toArray(UUID[]::new))
        .addArrayOfString(texts(fresh, NewDelivery::provider))
        .addArrayOfBuffer(
            fresh.stream().map(one -> Buffer.buffer(one.digest())).toArray(Buffer[]::new))
        .addArrayOfString(fresh.stream().map(NewDelivery::deliveryId).toArray(String[]::new))
        .addArrayOfString(texts(fresh, NewDelivery::event))
        .addArrayOfString(texts(fresh, NewDelivery::repository))
        .addArrayOfString(texts(fresh, NewDelivery::source))
        .addArrayOfString(texts(fresh, one -> Json.text(one.headers())))
        .addArrayOfString(texts(fresh, one -> Json.text(one.query())))
        .addArrayOfBuffer(
            fresh.stream().map(one -> Buffer.buffer(one.body())).toArray(Buffer[]::new))
        .addArrayOfBoolean(fresh.stream().map(NewDelivery::gzip).toArray(Boolean[]::new))
        .addArrayOfInteger(fresh.stream().map(NewDelivery::bytes).toArray(Integer[]::new))
        .addArrayOfBoolean(fresh.stream().map(NewDelivery::reconciled).toArray(Boolean[]::new))
        .addArrayOfString(fresh.stream().map(NewDelivery::traceparent).toArray(String[]::new));
  }

  private static String[] texts(List<NewDelivery> fresh, Function<NewDelivery, String> each) {
    return fresh.stream().map(each).toArray(String[]::new);
  }
}
