package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyIT {
  private static final String SCHEMA = "idempotent";

  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger done = new AtomicInteger();
  private Database database = open();

  private Database open() {
    var access = postgres.freshDatabase();
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    await(Migrations.run(vertx, settings, SCHEMA));
    return Database.open(vertx, settings, SCHEMA);
  }

  @BeforeEach
  void nothingDone() {
    assertThat(done).hasValue(0);
  }

  @AfterEach
  void close() {
    await(database.close());
    await(vertx.close());
  }

  @Test
  void theSameRequestIsDoneOnceAndAnsweredTheSame() {
    Reply first = once("k", "ci", "body", this::work);
    Reply again = once("k", "ci", "body", this::work);

    assertThat(done).hasValue(1);
    assertThat(again)
        .isEqualTo(first.header("Idempotency-Replayed", "true"))
        .isInstanceOf(Reply.Whole.class);
    assertThat(first.headers()).containsEntry("Location", "/1");
  }

  @Test
  void anotherCallerAnotherKeyOrNoneAreOtherRequests() {
    once("k", "ci", "body", this::work);
    once("k", "someone", "body", this::work);
    once("other", "ci", "body", this::work);
    once(null, "ci", "body", this::work);
    once(null, "ci", "body", this::work);

    assertThat(done).hasValue(5);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAMistake() {
    once("k", "ci", "body", this::work);

    assertThatThrownBy(() -> once("k", "ci", "other body", this::work))
        .isInstanceOfSatisfying(
            Fail.class, fail -> assertThat(fail.problem().status()).isEqualTo(422));
    assertThat(done).hasValue(1);
  }

  @Test
  void whatFailedCanBeSentAgain() {
    assertThatThrownBy(() -> once("k", "ci", "body", () -> Future.failedFuture("no")))
        .hasMessage("no");

    once("k", "ci", "body", this::work);

    assertThat(done).hasValue(1);
  }

  @Test
  void aSecondOneThatComesMeanwhileWaitsForTheFirst() throws Exception {
    Promise<Void> inside = Promise.promise();
    Promise<Void> goOn = Promise.promise();
    Future<Reply> first =
        start(
            "k",
            "ci",
            "body",
            () -> {
              inside.complete();
              return goOn.future().compose(go -> work());
            });
    await(inside.future());
    Future<Reply> second = start("k", "ci", "body", this::work);
    awaitOneThatWaits();
    assertThat(second.isComplete()).isFalse();

    goOn.complete();

    assertThat(await(second)).isEqualTo(await(first).header("Idempotency-Replayed", "true"));
    assertThat(done).hasValue(1);
  }

  @Test
  void afterADayTheKeyIsFree() {
    once("k", "ci", "body", this::work);
    await(
        database
            .pool()
            .query("update idempotency set created_at = now() - interval '25 hours'")
            .execute());

    once("k", "ci", "other body", this::work);

    assertThat(done).hasValue(2);
    assertThat(await(Idempotency.forgetOld(database.pool()))).isZero();
  }

  private Future<Reply.Whole> work() {
    int nth = done.incrementAndGet();
    return Future.succeededFuture(Reply.created("/" + nth, Map.of("n", nth)));
  }

  private Reply once(
      @org.jspecify.annotations.Nullable String key,
      String caller,
      String body,
      Supplier<Future<Reply.Whole>> work) {
    return await(start(key, caller, body, work));
  }

  private Future<Reply> start(
      @org.jspecify.annotations.Nullable String key,
      String caller,
      String body,
      Supplier<Future<Reply.Whole>> work) {
    return database.inTransaction(
        connection ->
            Idempotency.once(
                connection, Optional.ofNullable(key), caller, Buffer.buffer(body), work));
  }

  private void awaitOneThatWaits() {
    String waiting =
        "select count(*)::int as n from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < giveUp) {
      if (await(database.pool().query(waiting).execute()).iterator().next().getInteger("n") > 0) {
        return;
      }
    }
    throw new AssertionError("nobody waits");
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }
}
