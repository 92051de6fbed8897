package dev.verdict.testkit.backing;

import dev.verdict.embedded.PostgresAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one test class has of PostgreSQL: databases that nobody else sees. */
public final class Postgres implements AfterAllCallback {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Supplier<PostgresServer> source;
  private final boolean own;
  private final List<String> databases = new ArrayList<>();
  private @Nullable PostgresServer server;
  private @Nullable PostgresAccess database;

  Postgres(Supplier<PostgresServer> source, boolean own) {
    this.source = source;
    this.own = own;
  }

  /** The database of this test class: empty at its start, the same for all of its tests. */
  public synchronized PostgresAccess database() {
    var known = database;
    if (known == null) {
      known = freshDatabase();
      database = known;
    }
    return known;
  }

  /** Another one, new and empty. */
  public synchronized PostgresAccess freshDatabase() {
    var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet());
    TestSql.execute(server().access(), "CREATE DATABASE " + name);
    databases.add(name);
    return server().access().toDatabase(name);
  }

  /**
   * Ends all sessions in the databases of this test class.
   *
   * @return how many there were, for a test to prove that its fault happened
   */
  public synchronized int killConnections() {
    return databases.stream()
        .mapToInt(
            name ->
                TestSql.number(
                    server().access(),
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname ="
                        + " '"
                        + name
                        + "'"))
        .sum();
  }

  /** As in a crash: sessions break, nothing is written out. Only for a server of one's own. */
  public synchronized void stopAtOnce() {
    breakable().stopAtOnce();
  }

  /** In good order. Only for a server of one's own. */
  public synchronized void stop() {
    breakable().stop();
  }

  /** At the same address, after a stop. */
  public synchronized void startAgain() {
    breakable().startAgain();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    var used = server;
    if (used == null) {
      return;
    }
    if (own) {
      used.close();
    } else {
      databases.forEach(
          name ->
              TestSql.execute(used.access(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
    }
    databases.clear();
    database = null;
    server = null;
  }

  private PostgresServer breakable() {
    if (!own) {
      throw new IllegalStateException(
          "PostgreSQL: shared with other test classes (expected: Backing.ownPostgres())");
    }
    return server();
  }

  private PostgresServer server() {
    var known = server;
    if (known == null) {
      known = source.get();
      server = known;
    }
    return known;
  }
}
