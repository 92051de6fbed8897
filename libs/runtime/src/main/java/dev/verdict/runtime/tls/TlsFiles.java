package dev.verdict.runtime.tls;

import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the settings, looked at again and again, as whoever rotates certificates replaces
 * them. What is broken, or only half written, changes nothing: what held before goes on, and the
 * next look may find it whole.
 *
 * <p>Looking is cheaper and surer than being told: the files of a Kubernetes secret are links to
 * links, whose targets change.
 */
public final class TlsFiles {
  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);
  private static final Duration SOON = Duration.ofDays(7);
  private static final Duration REMINDER = Duration.ofHours(6);

  private final Vertx vertx;
  private final TlsSettings settings;
  private final InstantSource clock;
  private final List<Function<Credentials, Future<?>>> users = new CopyOnWriteArrayList<>();
  private volatile Credentials current;
  private volatile @Nullable String complaint;
  private volatile Instant reminded = Instant.EPOCH;
  private boolean looking;
  private long timer = -1;

  private TlsFiles(
      Vertx vertx, TlsSettings settings, InstantSource clock, Credentials credentials) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.current = credentials;
  }

  /** Fails with a {@link TlsProblem} where a file cannot be used. */
  public static Future<TlsFiles> open(Vertx vertx, TlsSettings settings) {
    return open(vertx, settings, InstantSource.system());
  }

  static Future<TlsFiles> open(Vertx vertx, TlsSettings settings, InstantSource clock) {
    return vertx
        .executeBlocking(() -> Credentials.read(() -> vertx, settings, clock), false)
        .map(read -> new TlsFiles(vertx, settings, clock, read).watched());
  }

  public Credentials current() {
    return current;
  }

  /** Whoever has to be told when they are others. */
  public TlsFiles onChange(Function<Credentials, Future<?>> user) {
    users.add(user);
    return this;
  }

  /** Does not look any more. */
  public synchronized void stop() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  private synchronized TlsFiles watched() {
    if (!current.bytes().files().isEmpty()) {
      timer = vertx.setPeriodic(settings.reload().toMillis(), tick -> look());
    }
    return this;
  }

  /** Whether they were others. */
  Future<Boolean> look() {
    synchronized (this) {
      if (looking) {
        return Future.succeededFuture(false);
      }
      looking = true;
    }
    return vertx
        .executeBlocking(this::readAgain, false)
        .compose(read -> read.map(this::take).orElse(Future.succeededFuture(false)))
        .onComplete(
            looked -> {
              synchronized (this) {
                looking = false;
              }
            });
  }

  private Optional<Credentials> readAgain() {
    try {
      Credentials before = current;
      Credentials.Bytes now = Credentials.bytes(settings);
      remind(before);
      if (now.same(before.bytes())) {
        complaint = null;
        return Optional.empty();
      }
      Credentials read = Credentials.read(() -> vertx, settings, clock);
      complaint = null;
      return Optional.of(read);
    } catch (TlsProblem problem) {
      complain(String.valueOf(problem.getMessage()));
      return Optional.empty();
    }
  }

  private Future<Boolean> take(Credentials read) {
    return Future.join(users.stream().map(user -> user.apply(read)).toList())
        .map(
            told -> {
              current = read;
              log.info(
                  "certificates were replaced{}",
                  read.identity()
                      .map(own -> ", ours holds until " + own.certificate().getNotAfter())
                      .orElse(""));
              return true;
            })
        .otherwise(
            failure -> {
              complain(failure.toString());
              return false;
            });
  }

  /** Once for each that is wrong, and not every few seconds. */
  private void complain(String why) {
    if (!why.equals(complaint)) {
      complaint = why;
      log.error("new certificates cannot be used, the old ones go on: {}", why);
    }
  }

  private void remind(Credentials held) {
    Instant now = clock.instant();
    held.identity()
        .map(own -> own.certificate().getNotAfter().toInstant())
        .filter(end -> end.minus(SOON).isBefore(now))
        .filter(end -> reminded.plus(REMINDER).isBefore(now))
        .ifPresent(
            end -> {
              reminded = now;
              log.warn("{} holds only until {}", TlsSettings.CERTIFICATE, end);
            });
  }
}
