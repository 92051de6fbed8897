package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCrashIT {
  @TempDir Path directory;

  @Test
  void postgresEndsWithTheProcessThatWasKilled() throws Exception {
    try (var child = ChildServer.postgres(directory)) {
      Query.execute(access(child), "CREATE TABLE kept AS SELECT 42 AS id");
      assertThatThrownBy(() -> EmbeddedPostgres.start(quick()))
          .hasMessageContaining("held by process " + child.process().pid());
      child.kill();
    }

    assertThat(Gone.within(Duration.ofSeconds(20), mark())).isTrue();
    assertThat(kept()).isEqualTo(42);
  }

  @Test
  void postgresThatOutlivedItsProcessIsFoundAndStopped() throws Exception {
    long left;
    try (var child = ChildServer.postgres(directory)) {
      Query.execute(access(child), "CREATE TABLE kept AS SELECT 42 AS id");
      child.killGuard();
      child.kill();
      left = PostmasterFile.read(cluster()).orElseThrow().pid();
    }
    assertThat(new Postmaster(left, cluster()).isAlive()).isTrue();

    assertThat(kept()).isEqualTo(42);
    assertThat(new Postmaster(left, cluster()).isAlive()).isFalse();
  }

  @Test
  void aMarkWhoseNumberAnotherProcessGotDoesNotStopTheNextStart() throws Exception {
    var postgres = EmbeddedPostgres.start(quick());
    Query.execute(postgres.access(), "CREATE TABLE kept AS SELECT 42 AS id");
    var lines = new ArrayList<>(PostmasterFile.read(cluster()).orElseThrow().lines());
    postgres.stopAtOnce();
    // A process that waits for input; not this one, for PostgreSQL trusts its own ancestors.
    var other = new ProcessBuilder("cat").start();
    try {
      lines.set(0, Long.toString(other.pid()));
      Files.write(mark(), lines);

      assertThat(kept()).isEqualTo(42);
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void programsAreUnpackedOnceAlsoByTwoAtOnce() throws Exception {
    var cache = directory.resolve("cache");
    var first = CompletableFuture.supplyAsync(() -> unpacked(cache));
    var second = CompletableFuture.supplyAsync(() -> unpacked(cache));

    assertThat(first.get()).isEqualTo(second.get());
    try (var found = Files.list(cache)) {
      assertThat(found).containsExactly(first.get().home());
    }
  }

  @Test
  void rootWithoutNamespacesUsesAnotherAccountAndBothCanContinueEachOthersData() throws Exception {
    var options = quick();
    var binaries = PostgresBinaries.unpackedIn(options.cache());
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    var account = Account.unprivileged(binaries);
    Assumptions.assumeTrue(account.isPresent(), "needs setpriv");

    EmbeddedPostgres.start(options).stop();
    var cluster = new PostgresCluster(directory);
    cluster.createIfMissing(binaries, account.get(), options);
    var postmaster =
        new PostmasterStart(cluster, binaries, account.get(), false).on(FreePorts.one());
    assertThat(Files.getOwner(cluster.data()).getName()).isEqualTo(account.get().user().get());
    postmaster.stop();
    EmbeddedPostgres.start(options).stop();
  }

  private static PostgresBinaries unpacked(Path cache) {
    try {
      return PostgresBinaries.unpackedIn(cache);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PostgresOptions quick() {
    return PostgresOptions.in(directory).withoutDurability();
  }

  private long kept() throws Exception {
    try (var postgres = EmbeddedPostgres.start(quick())) {
      return Query.number(postgres.access(), "SELECT id FROM kept");
    }
  }

  private PostgresAccess access(ChildServer child) throws Exception {
    var password = new PostgresCluster(directory).password();
    return new PostgresAccess("127.0.0.1", child.port(), "verdict", PostgresCluster.USER, password);
  }

  private Path cluster() {
    return directory.resolve("cluster");
  }

  private Path mark() {
    return PostmasterFile.path(cluster());
  }
}
