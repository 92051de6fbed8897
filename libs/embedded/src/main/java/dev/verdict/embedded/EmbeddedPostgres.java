package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, on the loopback interface, with a random password. It belongs to this
 * process: it stops with it, also when that is killed, and if even that fails, the next start in
 * the same directory finds it and stops it. Its data stay.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int ATTEMPTS = 3;

  private final DirectoryLock lock;
  private final Postmaster postmaster;
  private final OrphanGuard guard;
  private final PostgresAccess access;
  private boolean stopped;

  private EmbeddedPostgres(
      DirectoryLock lock, Postmaster postmaster, OrphanGuard guard, PostgresAccess access) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.guard = guard;
    this.access = access;
  }

  /**
   * Blocks until the server can be used: a few seconds the first time, far less from then on.
   *
   * @param port 0 for the last one, or any that is free
   */
  public static EmbeddedPostgres start(Path directory, int port) {
    return start(PostgresOptions.in(directory).withPort(port));
  }

  public static EmbeddedPostgres start(PostgresOptions options) {
    var lock = DirectoryLock.acquire(options.directory());
    try {
      return start(lock, options);
    } catch (IOException e) {
      lock.close();
      throw new CannotStart(
          "PostgreSQL: did not start in %s: %s".formatted(options.directory(), e.getMessage()), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(DirectoryLock lock, PostgresOptions options)
      throws IOException {
    var binaries = PostgresBinaries.unpackedIn(options.cache());
    var account = Account.that(binaries);
    var cluster = new PostgresCluster(options.directory());
    cluster.createIfMissing(binaries, account, options);
    stopLeftBehind(cluster);
    var postmaster =
        start(new PostmasterStart(cluster, binaries, account, options.durable()), options.port());
    int port = PostmasterFile.read(cluster.data()).orElseThrow().port();
    var access =
        new PostgresAccess(
            "127.0.0.1", port, options.database(), PostgresCluster.USER, cluster.password());
    LOG.debug("PostgreSQL is ready: {}", access);
    return new EmbeddedPostgres(lock, postmaster, guard(postmaster), access);
  }

  private static OrphanGuard guard(Postmaster postmaster) throws IOException {
    try {
      return OrphanGuard.watch(postmaster);
    } catch (IOException e) {
      postmaster.stop();
      throw e;
    }
  }

  private static void stopLeftBehind(PostgresCluster cluster) throws IOException {
    var left = Postmaster.find(cluster.data());
    if (left.isPresent()) {
      LOG.info("PostgreSQL of a process that was killed still runs, it is stopped: {}", left.get());
      left.get().stop();
    }
  }

  private static Postmaster start(PostmasterStart start, int wanted) throws IOException {
    if (wanted != 0) {
      if (!FreePorts.isFree(wanted)) {
        throw CannotStart.portInUse("PostgreSQL", wanted, null);
      }
      return start.on(wanted);
    }
    var remembered = start.cluster().port();
    for (int attempt = 1; ; attempt++) {
      int port = remembered.ifFree().orElseGet(FreePorts::one);
      try {
        var postmaster = start.on(port);
        remembered.remember(port);
        return postmaster;
      } catch (CannotStart e) {
        // Somebody else may have taken the port that was free a moment ago.
        if (attempt == ATTEMPTS || FreePorts.isFree(port)) {
          throw e;
        }
      }
    }
  }

  /** The database that was made with the cluster. */
  public PostgresAccess access() {
    return access;
  }

  /** In good order: sessions are ended, data are written out. Bounded; can be called twice. */
  public synchronized void stop() {
    end(postmaster::stop);
  }

  /** As if it had crashed, for tests of what survives. The data directory is free afterwards. */
  public synchronized void stopAtOnce() {
    end(postmaster::stopAtOnce);
  }

  private void end(Runnable how) {
    if (stopped) {
      return;
    }
    stopped = true;
    try (lock;
        guard) {
      how.run();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
