package dev.verdict.tests.commits;

import dev.verdict.embedded.PostgresAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One coordinator after the other: when one has died, the next one starts. */
final class Succession implements AutoCloseable {
  private static final int SECONDS = 60;

  private final PostgresAccess database;
  private final String kafka;
  private final CommitPoints points;
  private CompletableFuture<MortalCoordinator> present;

  Succession(PostgresAccess database, String kafka, CommitPoints points) {
    this.database = database;
    this.kafka = kafka;
    this.points = points;
    present = next();
  }

  private CompletableFuture<MortalCoordinator> next() {
    CompletableFuture<MortalCoordinator> next = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("start-coordinator")
        .start(
            () -> {
              try {
                next.complete(new MortalCoordinator(database, kafka, points, this::succeed));
              } catch (IOException e) {
                next.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException | Error e) {
                next.completeExceptionally(e);
              }
            });
    return next;
  }

  private synchronized void succeed() {
    CompletableFuture<MortalCoordinator> dead = present;
    present = next();
    dead.thenAccept(MortalCoordinator::bury);
  }

  /** Of the coordinator that lives, as soon as it answers. */
  URI url() {
    CompletableFuture<MortalCoordinator> living;
    synchronized (this) {
      living = present;
    }
    return living.orTimeout(SECONDS, TimeUnit.SECONDS).join().url();
  }

  @Override
  public synchronized void close() {
    present.thenAccept(MortalCoordinator::bury);
  }
}
