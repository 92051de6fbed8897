package dev.verdict.testkit.backing;

import dev.verdict.embedded.EmbeddedPostgres;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.embedded.PostgresOptions;

/** The embedded PostgreSQL, in a directory that goes when it is closed. */
final class LocalPostgres implements PostgresServer {
  private final TemporaryDirectory directory;
  private final PostgresAccess access;
  private EmbeddedPostgres running;

  private LocalPostgres(TemporaryDirectory directory, EmbeddedPostgres running) {
    this.directory = directory;
    this.running = running;
    this.access = running.access();
  }

  static LocalPostgres start() {
    var directory = TemporaryDirectory.named("postgres");
    try {
      return new LocalPostgres(directory, EmbeddedPostgres.start(options(directory)));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** The tests kill processes, not machines: what the system has not yet on disk is safe. */
  private static PostgresOptions options(TemporaryDirectory directory) {
    return PostgresOptions.in(directory.path()).withoutDurability();
  }

  @Override
  public PostgresAccess access() {
    return access;
  }

  @Override
  public void stop() {
    running.stop();
  }

  @Override
  public void stopAtOnce() {
    running.stopAtOnce();
  }

  @Override
  public void startAgain() {
    running.stop();
    running = EmbeddedPostgres.start(options(directory).withPort(access.port()));
  }

  @Override
  public void close() {
    try (directory) {
      running.stopAtOnce();
    }
  }
}
