package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path directory;

  @Test
  void dataAndAddressSurviveARestart() throws Exception {
    PostgresAccess first;
    long cluster;
    try (var postgres = EmbeddedPostgres.start(directory, 0)) {
      first = postgres.access();
      cluster = Query.number(first, Query.CLUSTER);
      Query.execute(first, "CREATE TABLE kept AS SELECT 42 AS id");
    }
    assertThatThrownBy(() -> Query.number(first, "SELECT 1")).isInstanceOf(SQLException.class);

    try (var postgres = EmbeddedPostgres.start(directory, 0)) {
      assertThat(postgres.access()).isEqualTo(first);
      assertThat(Query.number(first, Query.CLUSTER)).isEqualTo(cluster);
      assertThat(Query.number(first, "SELECT id FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void whatWasCommittedSurvivesACrash() throws Exception {
    var postgres = start();
    Query.execute(postgres.access(), "CREATE TABLE kept AS SELECT 42 AS id");
    try (var session = Query.connect(postgres.access())) {
      postgres.stopAtOnce();
      assertThat(session.isValid(1)).isFalse();
    }
    postgres.stop();

    try (var again = start()) {
      assertThat(Query.number(again.access(), "SELECT id FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void stoppingDoesNotWaitForClients() throws Exception {
    var postgres = start();
    try (var session = Query.connect(postgres.access())) {
      session.createStatement().execute("SELECT 1");
      postgres.stop();
      assertThat(session.isValid(1)).isFalse();
    }
    assertThat(Files.exists(PostmasterFile.path(directory.resolve("cluster")))).isFalse();
  }

  @Test
  void twoOnOneDirectoryAreRefusedAndTheFirstGoesOn() throws Exception {
    try (var postgres = start()) {
      assertThatThrownBy(() -> start())
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("directory in use: ");
      assertThat(Query.number(postgres.access(), "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void aPortInUseIsNamedAndTheDirectoryIsFreeAgain() throws Exception {
    try (var taken = new ServerSocket()) {
      taken.bind(FreePorts.loopback(0));
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedPostgres.start(quick().withPort(port)))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }
    DirectoryLock.acquire(directory).close();
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    try (var postgres = start()) {
      var access = postgres.access();
      assertThatThrownBy(
              () -> DriverManager.getConnection(access.jdbcUrl(), access.user(), "guessed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(access.toString()).doesNotContain(access.password());
      assertThat(Query.text(access, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Query.text(access, "SHOW unix_socket_directories")).isEmpty();
      assertThat(
              Query.number(
                  access, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'trust'"))
          .isZero();
    }
    var password = Files.getPosixFilePermissions(directory.resolve("password"));
    assertThat(PosixFilePermissions.toString(password)).isEqualTo("rw-------");
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws Exception {
    start().stop();
    Files.writeString(directory.resolve("cluster").resolve("postgresql.conf"), "nonsense = 1\n");

    assertThatThrownBy(() -> start())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
  }

  @Test
  void anInterruptedFirstStartIsBegunAnew() throws Exception {
    var half = Files.createDirectories(directory.resolve("cluster.new"));
    Files.writeString(half.resolve("PG_VERSION"), "17\n");

    try (var postgres = start()) {
      assertThat(Query.number(postgres.access(), "SELECT 1")).isEqualTo(1);
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(quick());
  }

  private PostgresOptions quick() {
    return PostgresOptions.in(directory).withoutDurability();
  }
}
