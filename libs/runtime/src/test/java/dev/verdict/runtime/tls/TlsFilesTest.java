package dev.verdict.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.testkit.tls.TestAuthority;
import dev.verdict.testkit.tls.TestAuthority.Issued;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsFilesTest {
  @TempDir static Path shared;
  private static Issued first;
  private static Issued second;
  private static Issued old;
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path directory;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void make() throws Exception {
    TestAuthority authority = TestAuthority.make("authority", shared);
    first = authority.issue("ip:127.0.0.1");
    second = authority.issue("ip:127.0.0.1");
    old = authority.expired("ip:127.0.0.1");
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @BeforeEach
  void put() throws Exception {
    certificate = directory.resolve("tls.crt");
    key = directory.resolve("tls.key");
    first.into(certificate, key);
  }

  private @Nullable TlsFiles files;

  @AfterEach
  void stop() {
    if (files != null) {
      files.stop();
    }
  }

  private TlsSettings settings() {
    return new TlsSettings(
        Optional.of(new TlsSettings.Identity(certificate, key)),
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(1));
  }

  private TlsFiles open() throws Exception {
    TlsFiles opened = TlsFiles.open(VERTX, settings()).await(20, TimeUnit.SECONDS);
    files = opened;
    return opened;
  }

  private TlsFiles held() {
    return Objects.requireNonNull(files);
  }

  private boolean look() throws Exception {
    return held().look().await(20, TimeUnit.SECONDS);
  }

  @Test
  void replaced_files_are_taken_and_their_users_told() throws Exception {
    List<Credentials> told = new ArrayList<>();
    open()
        .onChange(
            read -> {
              told.add(read);
              return Future.succeededFuture();
            });
    assertThat(look()).isFalse();

    second.into(certificate, key);

    assertThat(look()).isTrue();
    assertThat(told).containsExactly(held().current());
    assertThat(look()).isFalse();
  }

  @Test
  void a_pair_that_is_only_half_replaced_changes_nothing() throws Exception {
    Credentials before = open().current();
    Files.writeString(certificate, second.certificate());

    assertThat(look()).isFalse();
    assertThat(held().current()).isSameAs(before);

    Files.writeString(key, second.key());
    assertThat(look()).isTrue();
  }

  @Test
  void files_that_go_away_change_nothing() throws Exception {
    Credentials before = open().current();
    Files.delete(key);

    assertThat(look()).isFalse();
    assertThat(held().current()).isSameAs(before);
  }

  @Test
  void an_expired_certificate_is_not_begun_with() throws Exception {
    old.into(certificate, key);

    assertThatThrownBy(this::open)
        .isInstanceOf(TlsProblem.class)
        .hasMessageContaining("http.tls.cert_file: " + certificate)
        .hasMessageContaining("this one expired at");
  }

  @Test
  void a_key_of_another_certificate_is_told() throws Exception {
    Files.writeString(key, second.key());

    assertThatThrownBy(this::open)
        .isInstanceOf(TlsProblem.class)
        .hasMessageContaining("http.tls.key_file: " + key)
        .hasMessageContaining("that of another certificate");
  }

  @Test
  void what_is_no_pem_is_told_without_what_it_is() throws Exception {
    Files.writeString(key, "hunter2");
    assertThatThrownBy(this::open)
        .hasMessageContaining("http.tls.key_file: ")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();

    Files.writeString(certificate, "nothing");
    assertThatThrownBy(this::open).hasMessageContaining("certificates as PEM");
  }
}
