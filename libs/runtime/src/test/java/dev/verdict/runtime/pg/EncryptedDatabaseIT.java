package dev.verdict.runtime.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.tls.EncryptedPostgres;
import dev.verdict.testkit.tls.SelfSigned;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS: both ways to it, the pool's and the migrations', say who they talk to. */
class EncryptedDatabaseIT {
  @RegisterExtension static final Postgres postgres = Backing.ownPostgres();
  @TempDir static Path directory;

  private static final Vertx vertx = Vertx.vertx();
  private static Path ours;
  private static Path stranger;
  private static Path elsewhere;

  @BeforeAll
  static void encrypt() throws Exception {
    SelfSigned server = SelfSigned.forHost("ip:127.0.0.1", directory);
    ours = Files.writeString(directory.resolve("ours.crt"), server.certificate());
    SelfSigned other = SelfSigned.forHost("dns:example.org", directory);
    stranger = Files.writeString(directory.resolve("stranger.crt"), other.certificate());
    elsewhere = directory.resolve("not-there.crt");
    EncryptedPostgres.turnOn(postgres.database(), server);
  }

  @AfterAll
  static void close() {
    await(vertx.close());
  }

  @Test
  void a_verified_server_is_talked_to_in_secret() {
    PostgresSettings settings = settings("verify-full", ours);

    assertThat(isEncrypted(settings)).isTrue();
    assertThat(await(Migrations.run(vertx, settings, "access").map("migrated")))
        .isEqualTo("migrated");
  }

  @Test
  void a_server_that_somebody_else_vouches_for_is_refused() {
    PostgresSettings settings = settings("verify-full", stranger);

    assertThatThrownBy(() -> isEncrypted(settings)).hasStackTraceContaining("SSL handshake failed");
    assertThatThrownBy(() -> await(Migrations.run(vertx, settings, "access")))
        .hasStackTraceContaining("SSL error");
  }

  @Test
  void without_a_certificate_it_is_secret_and_nobody_is_verified() {
    assertThat(isEncrypted(settings("require", null))).isTrue();
    assertThat(isEncrypted(settings("prefer", null))).isTrue();
    assertThat(isEncrypted(settings("disable", null))).isFalse();
  }

  @Test
  void to_verify_takes_a_certificate_that_can_be_read() {
    assertThatThrownBy(() -> settings("verify-full", null))
        .hasMessageContaining("postgres.ssl_root_cert: missing");
    assertThatThrownBy(() -> settings("verify-ca", elsewhere))
        .hasMessageContaining("postgres.ssl_root_cert")
        .hasMessageContaining("a file that can be read");
  }

  private static PostgresSettings settings(
      String mode, @org.jspecify.annotations.Nullable Path certificate) {
    PostgresAccess at = postgres.database();
    Map<String, String> flags =
        new java.util.HashMap<>(
            Map.of(
                "postgres.host", at.host(),
                "postgres.port", Integer.toString(at.port()),
                "postgres.database", at.database(),
                "postgres.user", at.user(),
                "postgres.password", at.password(),
                "postgres.ssl_mode", mode));
    if (certificate != null) {
      flags.put("postgres.ssl_root_cert", certificate.toString());
    }
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    PostgresSettings settings = PostgresSettings.from(reader);
    reader.check();
    return settings;
  }

  private static boolean isEncrypted(PostgresSettings settings) {
    Database database = Database.open(vertx, settings, "public");
    try {
      return await(
          database
              .pool()
              .query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
              .execute()
              .map(rows -> rows.iterator().next().getBoolean("ssl")));
    } finally {
      await(database.close());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
