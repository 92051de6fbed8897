package dev.verdict.runtime.access;

import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Who may call: one schema that all services read. */
public final class Access implements Authenticator {
  public static final String SCHEMA = "access";

  private static final int CONNECTIONS = 2;
  private static final Duration ROTATE_AFTER = Duration.ofDays(30);

  private final Vertx vertx;
  private final Database database;
  private final ApiKeys keys;
  private final WorkerTokens tokens;
  private final AttemptPasses passes;
  private final KeyCache cache;
  private final Sessions sessions;
  private final LastUsed lastUsed;
  private final Counter refused;

  private Access(Vertx vertx, Database database, InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.keys = new ApiKeys(database);
    this.tokens = new WorkerTokens(signedBy(SigningKeys.Purpose.WORKER), clock);
    this.passes = new AttemptPasses(signedBy(SigningKeys.Purpose.ATTEMPT), clock);
    this.cache = new KeyCache(clock);
    this.sessions = new Sessions(database, cache::forget);
    this.lastUsed = new LastUsed(keys, clock);
    this.refused =
        Counter.builder("distributed_testing_authentication_failures")
            .description("Credentials that were nobody's, expired or revoked.")
            .register(Metrics.of(vertx).registry());
  }

  /** Brings the schema up to date, which {@link #start} does too. */
  public static Future<Void> migrate(Vertx vertx, PostgresSettings settings) {
    return Migrations.run(vertx, settings, SCHEMA);
  }

  /** Brings the schema up to date and opens it. */
  public static Future<Access> start(Vertx vertx, PostgresSettings settings) {
    return start(vertx, settings, InstantSource.system());
  }

  static Future<Access> start(Vertx vertx, PostgresSettings settings, InstantSource clock) {
    return migrate(vertx, settings)
        .map(
            migrated ->
                new Access(
                    vertx,
                    Database.open(vertx, settings.withPoolSize(CONNECTIONS), SCHEMA),
                    clock));
  }

  public ApiKeys keys() {
    return keys;
  }

  public WorkerTokens tokens() {
    return tokens;
  }

  public AttemptPasses passes() {
    return passes;
  }

  public Sessions sessions() {
    return sessions;
  }

  /**
   * What lets the holder of this key in once, for a link to click on; nothing when it is no key.
   */
  public Future<Optional<Secret>> link(Secret key, Duration life) {
    return find(key.reveal())
        .compose(
            found ->
                found.isPresent() && found.get() instanceof Identity.Key known
                    ? sessions.link(known.id(), life).map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  private SigningKeys signedBy(SigningKeys.Purpose purpose) {
    return new SigningKeys(database, purpose, ROTATE_AFTER);
  }

  @Override
  public Future<Optional<Identity>> identify(String credential) {
    return find(credential)
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                refused.increment();
              } else if (found.get() instanceof Identity.Key key) {
                lastUsed.used(key.id());
              }
            });
  }

  /**
   * The key of the one-process mode: made with all scopes at the first start, kept in a file that
   * only its owner reads, found again later. A key that the database does not know any more is made
   * anew.
   */
  public Future<Secret> bootstrapKey(Path file) {
    return new BootstrapKey(vertx, this, file).findOrMake();
  }

  /** Makes the keys of a deployment known where they are not. */
  public Future<Void> learn(GivenKeys given) {
    return given.learntBy(keys);
  }

  /** Completes when the database answers; for health checks. */
  public Future<Void> ping() {
    return database.pool().query("select 1").execute().mapEmpty();
  }

  public Future<Void> stop() {
    return database.close();
  }

  private Future<Optional<Identity>> find(String credential) {
    if (KeySecret.hasForm(credential)) {
      byte[] hash = KeySecret.hash(credential);
      return cache.get(hash, () -> keys.find(hash));
    }
    if (Sessions.hasForm(credential)) {
      byte[] hash = KeySecret.hash(credential);
      return cache.get(hash, () -> sessions.find(hash));
    }
    return credential.startsWith("ey")
        ? tokens.verify(credential).map(worker -> worker.map(Identity.Worker::new))
        : Future.succeededFuture(Optional.empty());
  }
}
