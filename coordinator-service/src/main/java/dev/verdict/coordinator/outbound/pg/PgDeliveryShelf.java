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
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries, as many in one commit as came in while the one before was on its way: nobody
 * waits for a timer, and under load a commit is shared by hundreds.
 */
public final class PgDeliveryShelf implements DeliveryShelf {
  static final Sql SQL = Sql.of(PgDeliveryShelf.class, "sql/webhooks.sql");
  static final Sql AGAIN = Sql.of(PgDeliveryShelf.class, "sql/repeated.sql");
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_BYTES = 8 << 20;
  private static final int WRITERS = 2;
  private static final Set<String> OF_A_ROW = Set.of("22", "23", "54");

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
    Key key() {
      return Key.of(delivery);
    }
  }

  /** By which a delivery is known again. */
  private record Key(String provider, ByteBuffer digest) {
    /** Equal ones under two ids are two, where they may be. */
    static Key of(NewDelivery delivery) {
      byte[] again = delivery.again();
      return new Key(
          delivery.provider(), ByteBuffer.wrap(again == null ? delivery.digest() : again));
    }

    /** Whatever its id. */
    static Key ofWhatItSays(NewDelivery delivery) {
      return new Key(delivery.provider(), ByteBuffer.wrap(delivery.digest()));
    }

    static Key of(Row row) {
      return new Key(
          row.getString("provider"), ByteBuffer.wrap(row.getBuffer("digest").getBytes()));
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
    Map<Key, Waiting> firsts = new LinkedHashMap<>();
    some.forEach(one -> firsts.putIfAbsent(one.key(), one));
    List<NewDelivery> fresh = firsts.values().stream().map(Waiting::delivery).toList();
    return Future.succeededFuture(fresh)
        .compose(this::inserted)
        .onSuccess(ids -> answer(some, ids))
        .recover(failure -> inHalves(some, failure))
        .mapEmpty();
  }

  /** The id that each has by now, by what it is known by. */
  private Future<Map<Key, UUID>> inserted(List<NewDelivery> fresh) {
    return database
        .pool()
        .preparedQuery(SQL.get("insert"))
        .execute(columns(fresh))
        .compose(
            rows -> {
              if (rows.rowCount() == fresh.size()) {
                Map<Key, UUID> ids = new HashMap<>();
                fresh.forEach(one -> ids.put(Key.of(one), one.id()));
                return Future.succeededFuture(ids);
              }
              return known(fresh).compose(before -> idOfEach(fresh, before));
            });
  }

  /** One that came in before, by what it is known by. */
  private record Before(UUID id, @Nullable String deliveryId) {}

  private Future<Map<Key, UUID>> idOfEach(List<NewDelivery> fresh, Map<Key, Before> before) {
    Future<Map<Key, UUID>> ids = Future.succeededFuture(new HashMap<>());
    for (NewDelivery one : fresh) {
      Before known = before.get(Key.ofWhatItSays(one));
      if (known == null) {
        continue;
      }
      boolean same =
          known.id().equals(one.id())
              || one.again() == null
              || Objects.equals(known.deliveryId(), one.deliveryId());
      ids =
          ids.compose(
              found ->
                  (same ? Future.succeededFuture(known.id()) : keepAgain(one, known.id()))
                      .map(
                          id -> {
                            found.put(Key.of(one), id);
                            return found;
                          }));
    }
    return ids;
  }

  /** It is decided later whether something else happened. */
  private Future<UUID> keepAgain(NewDelivery one, UUID first) {
    return database
        .pool()
        .preparedQuery(AGAIN.get("insert_again"))
        .execute(
            Tuple.of(one.id(), one.provider(), Buffer.buffer(one.again()), one.deliveryId())
                .addString(one.event())
                .addString(one.repository())
                .addString(one.source())
                .addString(Json.text(one.headers()))
                .addString(Json.text(one.query()))
                .addBuffer(Buffer.buffer(one.body()))
                .addBoolean(one.gzip())
                .addInteger(one.bytes())
                .addBoolean(one.reconciled())
                .addUUID(first)
                .addString(one.traceparent()))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private Future<Map<Key, Before>> known(List<NewDelivery> fresh) {
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
              Map<Key, Before> before = new HashMap<>();
              rows.forEach(
                  row ->
                      before.put(
                          Key.of(row),
                          new Before(row.getUUID("id"), row.getString("delivery_id"))));
              return before;
            });
  }

  private static void answer(List<Waiting> some, Map<Key, UUID> ids) {
    for (Waiting one : some) {
      UUID id = ids.get(one.key());
      if (id == null) {
        one.promise().fail(new IllegalStateException("a delivery was swept while it was kept"));
      } else {
        one.promise().complete(new Kept(id, !id.equals(one.delivery().id())));
      }
    }
  }

  /** One that the database does not take must not take the others with it: it is looked for. */
  private Future<Map<Key, UUID>> inHalves(List<Waiting> some, Throwable failure) {
    if (some.size() == 1 || !isOfOne(failure)) {
      some.forEach(one -> one.promise().tryFail(failure));
      return Future.succeededFuture(Map.of());
    }
    int half = some.size() / 2;
    return insert(some.subList(0, half))
        .compose(first -> insert(some.subList(half, some.size())))
        .map(Map.of());
  }

  /** Of what a row holds (22, 23, 54), and not of the database or the way to it. */
  private static boolean isOfOne(Throwable failure) {
    return failure instanceof PgException pg
        && pg.getSqlState() != null
        && OF_A_ROW.contains(pg.getSqlState().substring(0, 2));
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
