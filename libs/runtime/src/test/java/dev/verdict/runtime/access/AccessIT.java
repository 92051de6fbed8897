package dev.verdict.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccessIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final FakeClock clock = new FakeClock(Instant.now());
  private PostgresSettings settings = PostgresSettings.of("", 0, "", "", "");
  private Access access = started();

  private Access started() {
    var database = postgres.freshDatabase();
    settings =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    return await(Access.start(vertx, settings, clock));
  }

  @BeforeEach
  void empty() {
    assertThat(await(access.keys().list(10))).isEmpty();
  }

  @AfterEach
  void stop() {
    await(access.stop());
    await(vertx.close());
  }

  @Test
  void aKeyIsKnownByItsSecretWhichIsNowhere() {
    NewKey made = create("ci", Set.of(Scope.SUBMIT, Scope.READ), null);

    assertThat(identify(made.secret()))
        .contains(new Identity.Key(made.key().id(), "ci", Set.of(Scope.SUBMIT, Scope.READ)));
    assertThat(await(access.keys().list(10)))
        .extracting(ApiKey::id, ApiKey::name, ApiKey::createdBy, ApiKey::scopes)
        .containsExactly(tuple(made.key().id(), "ci", "test", made.key().scopes()));
    assertThat(row("select to_jsonb(k)::text as row from api_keys k").getString("row"))
        .doesNotContain(made.secret().reveal());
    assertThat(made.toString()).doesNotContain(made.secret().reveal());
  }

  @Test
  void whatWasNeverAKeyIsNobodys() {
    assertThat(await(access.identify(""))).isEmpty();
    assertThat(await(access.identify("vk_short"))).isEmpty();
    assertThat(identify(KeySecret.next())).isEmpty();
    assertThat(await(access.identify("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."))).isEmpty();
  }

  @Test
  void aRevokedKeyEndsWithinSeconds() {
    NewKey made = create("ci", Set.of(Scope.READ), null);
    assertThat(identify(made.secret())).isPresent();

    assertThat(await(access.keys().revoke(made.key().id())).orElseThrow().revokedAt()).isNotNull();
    clock.passes(Duration.ofSeconds(5));

    assertThat(identify(made.secret())).isEmpty();
    assertThat(await(access.keys().revoke(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void aKeyThatHasExpiredIsNobodys() {
    OffsetDateTime past = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1);

    assertThat(identify(create("old", Set.of(Scope.READ), past).secret())).isEmpty();
  }

  @Test
  void theLastUseIsNotedOnceAMinute() {
    NewKey made = create("ci", Set.of(Scope.READ), null);

    identify(made.secret());
    OffsetDateTime first = awaitUse(made.key().id(), null);
    identify(made.secret());
    clock.passes(Duration.ofSeconds(59));
    identify(made.secret());
    assertThat(lastUsed(made.key().id())).isEqualTo(first);
    clock.passes(Duration.ofSeconds(2));
    identify(made.secret());

    assertThat(awaitUse(made.key().id(), first)).isAfter(first);
  }

  @Test
  void aScopeThatIsNoneOfAKeyIsRefused() {
    assertThatThrownBy(() -> create("ci", Set.of(Scope.WORKER), null))
        .hasMessageContaining("scopes: [WORKER]");
    assertThatThrownBy(() -> create("ci", Set.of(), null)).hasMessageContaining("scopes: []");
  }

  @Test
  void aWorkerTokenTellsWhoseItIsForTenMinutes() {
    UUID worker = UUID.randomUUID();
    WorkerToken token = await(access.tokens().issue(worker));

    assertThat(identify(token.token())).contains(new Identity.Worker(worker));
    Instant sent = clock.instant();
    clock.passes(Duration.ofMinutes(11));
    assertThat(identify(token.token())).isEmpty();
    // A message that was sent in time and read late.
    assertThat(await(access.tokens().verify(token.token().reveal(), sent))).contains(worker);
  }

  @Test
  void aTokenThatWasChangedOrSignedByAnotherIsRefused() {
    UUID worker = UUID.randomUUID();
    String token = await(access.tokens().issue(worker)).token().reveal();
    String[] parts = token.split("\\.");
    String other =
        com.auth0
            .jwt
            .JWT
            .create()
            .withIssuer("verdict")
            .withSubject(worker.toString())
            .withKeyId(com.auth0.jwt.JWT.decode(token).getKeyId())
            .withIssuedAt(clock.instant())
            .withExpiresAt(clock.instant().plusSeconds(60))
            .sign(com.auth0.jwt.algorithms.Algorithm.HMAC256(new byte[32]));

    assertThat(verify(other)).isEmpty();
    assertThat(verify(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertThat(verify(parts[0] + "." + parts[1].substring(2) + "." + parts[2])).isEmpty();
    assertThat(verify("no token")).isEmpty();
  }

  @Test
  void afterARotationOldAndNewTokensAreValidAlsoForAnotherService() {
    Access other = await(Access.start(vertx, settings, clock));
    UUID worker = UUID.randomUUID();
    String before = await(access.tokens().issue(worker)).token().reveal();
    assertThat(await(other.tokens().verify(before))).contains(worker);

    await(access.tokens().rotate());
    String after = await(access.tokens().issue(worker)).token().reveal();

    assertThat(verify(before)).contains(worker);
    assertThat(verify(after)).contains(worker);
    // The other one does not know the new key, and asks for it once it may ask again.
    clock.passes(Duration.ofSeconds(3));
    assertThat(await(other.tokens().verify(after))).contains(worker);
    assertThat(row("select count(*)::int as n from signing_keys").getInteger("n")).isEqualTo(2);
    await(other.stop());
  }

  @Test
  void servicesThatStartTogetherAgreeOnOneSigningKey() {
    var fresh = started();
    Access one = await(Access.start(vertx, settings, clock));
    Future<WorkerToken> first = fresh.tokens().issue(UUID.randomUUID());
    Future<WorkerToken> second = one.tokens().issue(UUID.randomUUID());
    await(Future.all(first, second));

    assertThat(await(fresh.tokens().verify(second.result().token().reveal()))).isPresent();
    assertThat(await(one.tokens().verify(first.result().token().reveal()))).isPresent();
    await(fresh.stop());
    await(one.stop());
  }

  @Test
  void fourServicesThatStartAtTheSameTimeOnANewDatabaseAllStart() {
    var database = postgres.freshDatabase();
    PostgresSettings fresh =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    List<Future<Access>> starting =
        IntStream.range(0, 4).mapToObj(i -> Access.start(vertx, fresh, clock)).toList();

    await(Future.join(starting));

    assertThat(starting).allMatch(Future::succeeded);
    starting.forEach(one -> await(one.result().stop()));
  }

  @Test
  void aPassIsForOneWorkerAndOneAttempt() {
    UUID worker = UUID.randomUUID();
    AttemptRef attempt = new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), 2);
    String pass = await(access.passes().signer()).sign(worker, attempt);

    assertThat(isGiven(pass, worker, attempt)).isTrue();
    assertThat(isGiven(pass, UUID.randomUUID(), attempt)).isFalse();
    assertThat(isGiven(pass, worker, new AttemptRef(attempt.runId(), attempt.taskId(), 3)))
        .isFalse();
    assertThat(isGiven(pass, worker, new AttemptRef(attempt.runId(), UUID.randomUUID(), 2)))
        .isFalse();
    assertThat(isGiven(pass, worker, new AttemptRef(UUID.randomUUID(), attempt.taskId(), 2)))
        .isFalse();
    assertThat(isGiven("no pass", worker, attempt)).isFalse();
    assertThat(isGiven(pass.substring(0, pass.length() - 4) + "AAAA", worker, attempt)).isFalse();
  }

  @Test
  void aPassIsNoCredentialAndATokenIsNoPass() {
    UUID worker = UUID.randomUUID();
    AttemptRef attempt = new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), 1);

    String pass = await(access.passes().signer()).sign(worker, attempt);
    String token = await(access.tokens().issue(worker)).token().reveal();

    assertThat(verify(pass)).isEmpty();
    assertThat(isGiven(token, worker, attempt)).isFalse();
  }

  @Test
  void aPassOutlivesTheLongestAttemptAndNotMuchMore() {
    UUID worker = UUID.randomUUID();
    AttemptRef attempt = new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), 1);
    String pass = await(access.passes().signer()).sign(worker, attempt);

    clock.passes(Duration.ofDays(8));
    assertThat(isGiven(pass, worker, attempt)).isTrue();
    clock.passes(Duration.ofDays(2));
    assertThat(isGiven(pass, worker, attempt)).isFalse();
  }

  private boolean isGiven(String pass, UUID worker, AttemptRef attempt) {
    return await(access.passes().isGiven(pass, worker, attempt));
  }

  @Test
  void theBootstrapKeyIsForItsOwnerOnlyAndFoundAgain() throws Exception {
    Path file = directory.resolve("deeper").resolve("api-key");

    Secret made = await(access.bootstrapKey(file));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file).strip()).isEqualTo(made.reveal());
    assertThat(identify(made).orElseThrow().may(Scope.ADMIN)).isTrue();
    assertThat(await(access.bootstrapKey(file))).isEqualTo(made);
    assertThat(await(access.keys().list(10))).hasSize(1);
  }

  @Test
  void aBootstrapKeyThatTheDatabaseDoesNotKnowIsMadeAnew() throws Exception {
    Path file = directory.resolve("api-key");
    Files.writeString(file, KeySecret.next().reveal());

    Secret made = await(access.bootstrapKey(file));

    assertThat(identify(made)).isPresent();
    assertThat(Files.readString(file).strip()).isEqualTo(made.reveal());
  }

  @Test
  void keysOfADeploymentAreLearntOnceAndStayRevoked() {
    Secret admin = KeySecret.next();
    Secret enroll = KeySecret.next();
    GivenKeys given = new GivenKeys(Optional.of(admin), Optional.of(enroll));

    await(access.learn(given));
    await(access.learn(given));

    assertThat(identify(admin).orElseThrow().name()).isEqualTo("deployment: admin");
    List<ApiKey> known = await(access.keys().list(10));
    assertThat(known)
        .extracting(ApiKey::name, ApiKey::scopes)
        .containsExactly(
            tuple("deployment: admin", Scope.OF_KEYS),
            tuple("deployment: enroll", Set.of(Scope.ENROLL)));

    await(access.keys().revoke(known.get(1).id()));
    await(access.learn(given));
    assertThat(identify(enroll)).isEmpty();
  }

  private NewKey create(
      String name, Set<Scope> scopes, @org.jspecify.annotations.Nullable OffsetDateTime expires) {
    return await(access.keys().create(name, scopes, "test", expires));
  }

  private Optional<Identity> identify(Secret secret) {
    return await(access.identify(secret.reveal()));
  }

  private Optional<UUID> verify(String token) {
    return await(access.tokens().verify(token));
  }

  private @org.jspecify.annotations.Nullable OffsetDateTime lastUsed(UUID key) {
    return await(access.keys().list(10)).stream()
        .filter(one -> one.id().equals(key))
        .findFirst()
        .orElseThrow()
        .lastUsedAt();
  }

  /** The note is written beside the answer, so it is waited for. */
  private OffsetDateTime awaitUse(
      UUID key, @org.jspecify.annotations.Nullable OffsetDateTime before) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < giveUp) {
      OffsetDateTime used = lastUsed(key);
      if (used != null && !used.equals(before)) {
        return used;
      }
    }
    throw new AssertionError("the use was not noted");
  }

  private Row row(String sql) {
    Database database = Database.open(vertx, settings, Access.SCHEMA);
    try {
      return await(database.pool().query(sql).execute()).iterator().next();
    } finally {
      await(database.close());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void aRotatedKeyHasTheScopesOfTheOldOneWhichEndsAfterTheOverlap() {
    ApiKeys keys = access.keys();
    NewKey old = await(keys.create("team", Set.of(Scope.READ, Scope.SUBMIT), "root", null));
    NewKey next =
        await(keys.rotate(old.key().id(), Duration.ofHours(1), "root", null)).orElseThrow();

    assertThat(next.key().name()).isEqualTo("team");
    assertThat(next.key().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.SUBMIT);
    assertThat(await(access.identify(old.secret().reveal()))).isPresent();
    assertThat(await(access.identify(next.secret().reveal()))).isPresent();
    assertThat(await(keys.find(old.key().id())).orElseThrow().expiresAt())
        .isBetween(OffsetDateTime.now().plusMinutes(50), OffsetDateTime.now().plusMinutes(61));

    assertThat(await(keys.rotate(next.key().id(), Duration.ZERO, "root", null))).isPresent();
    assertThat(await(keys.find(next.key().id())).orElseThrow().expiresAt())
        .isBeforeOrEqualTo(OffsetDateTime.now().plusSeconds(1));
  }

  @Test
  void aKeyThatHasEndedIsNotRotatedAndOneThatEndsSoonerIsNotMadeToLast() {
    ApiKeys keys = access.keys();
    OffsetDateTime soon = OffsetDateTime.now().plusMinutes(5);
    NewKey brief = await(keys.create("short", Set.of(Scope.READ), "root", soon));
    assertThat(await(keys.rotate(brief.key().id(), Duration.ofDays(1), "root", null))).isPresent();
    assertThat(await(keys.find(brief.key().id())).orElseThrow().expiresAt())
        .isBeforeOrEqualTo(soon.plusSeconds(1));

    NewKey revoked = await(keys.create("revoked", Set.of(Scope.READ), "root", null));
    await(keys.revoke(revoked.key().id()));
    assertThat(await(keys.rotate(revoked.key().id(), Duration.ofDays(1), "root", null))).isEmpty();
    assertThat(await(keys.list(10))).filteredOn(key -> key.name().equals("revoked")).hasSize(1);
  }
}
