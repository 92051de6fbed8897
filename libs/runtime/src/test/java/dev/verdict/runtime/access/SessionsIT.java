package dev.verdict.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  private static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final FakeClock clock = new FakeClock(Instant.now());
  private final Access access = started();

  private Access started() {
    var database = postgres.freshDatabase();
    return await(
        Access.start(
            vertx,
            PostgresSettings.of(
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                database.password()),
            clock));
  }

  @AfterEach
  void stop() {
    await(access.stop());
    await(vertx.close());
  }

  private NewKey key(Scope... scopes) {
    return await(access.keys().create("ada", Set.of(scopes), "test", null));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSessionOnlyReadsWhateverItsKeyMay() {
    NewKey key = key(Scope.ADMIN);

    Secret session = await(access.sessions().open(key.key().id(), LONG));

    Identity found = await(access.identify(session.reveal())).orElseThrow();
    assertThat(found.may(Scope.READ)).isTrue();
    assertThat(found.may(Scope.SUBMIT)).isFalse();
    assertThat(found.may(Scope.ADMIN)).isFalse();
    assertThat(found.name()).isEqualTo("ada");
  }

  @Test
  void itEndsWhenItIsEndedAndWithItsKey() {
    NewKey key = key(Scope.READ);
    Secret one = await(access.sessions().open(key.key().id(), LONG));
    Secret other = await(access.sessions().open(key.key().id(), LONG));
    assertThat(await(access.identify(one.reveal()))).isPresent();

    await(access.sessions().end(one.reveal()));

    assertThat(await(access.identify(one.reveal()))).isEmpty();
    assertThat(await(access.identify(other.reveal()))).isPresent();
    await(access.keys().revoke(key.key().id()));
    clock.passes(Duration.ofMinutes(1));
    assertThat(await(access.identify(other.reveal()))).isEmpty();
  }

  @Test
  void aKeyThatMayNotReadOpensNothing() {
    NewKey key = key(Scope.ENROLL);

    Secret session = await(access.sessions().open(key.key().id(), LONG));

    assertThat(await(access.identify(session.reveal()))).isEmpty();
  }

  @Test
  void whatHasNoTimeLeftIsNobodys() {
    NewKey key = key(Scope.READ);

    Secret session = await(access.sessions().open(key.key().id(), Duration.ZERO));

    assertThat(await(access.identify(session.reveal()))).isEmpty();
  }

  @Test
  void aLinkLetsInOnce() {
    NewKey key = key(Scope.READ);
    Secret link = await(access.link(key.secret(), LONG)).orElseThrow();
    assertThat(await(access.identify(link.reveal()))).as("it is no session itself").isEmpty();

    Secret session = await(access.sessions().exchange(link.reveal(), LONG)).orElseThrow();

    assertThat(await(access.identify(session.reveal()))).isPresent();
    assertThat(await(access.sessions().exchange(link.reveal(), LONG))).isEmpty();
    assertThat(await(access.sessions().exchange(session.reveal(), LONG))).isEmpty();
    assertThat(await(access.sessions().exchange("vl_guess", LONG))).isEmpty();
  }
}
