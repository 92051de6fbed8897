package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.usecase.dashboard.LiveChanges;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News of one page for one browser. It is woken as often as it likes and renders a few times a
 * second at most; parts that look as before are not sent. Whoever reads too slowly is left to come
 * back, and everybody comes back after a while, so that a login that has ended is noticed. All of
 * it happens on the context of its connection.
 *
 * <pre>
 *  woken ──▶ waits a moment ──▶ renders ──▶ sends what is new ──▶ still
 *     ▲          (woken meanwhile: once more)                      │
 *     └────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class LiveStream {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final long BETWEEN_MS = 400;
  private static final long HEARTBEAT_MS = 15_000;
  private static final long RESTLESS_MS = 4_000;
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int WRITE_QUEUE = 128 << 10;

  private final Vertx vertx;
  private final Context place;
  private final HttpServerResponse response;
  private final Supplier<Future<List<Page.Part>>> parts;
  private final Map<String, String> sent = new HashMap<>();
  private final long heartbeat;
  private final long end;
  private LiveChanges.@Nullable Watch watch;
  private boolean waits;
  private boolean renders;
  private boolean again;
  private boolean closed;

  private LiveStream(
      RoutingContext context, Supplier<Future<List<Page.Part>>> parts, boolean restless) {
    this.vertx = context.vertx();
    this.place = vertx.getOrCreateContext();
    this.response = context.response();
    this.parts = parts;
    this.heartbeat =
        vertx.setPeriodic(restless ? RESTLESS_MS : HEARTBEAT_MS, now -> beat(restless));
    this.end = vertx.setTimer(LIFE.toMillis(), now -> close());
    response.closeHandler(gone -> close());
    response.exceptionHandler(broken -> close());
  }

  /**
   * Begins to send; the first thing is how the page looks now.
   *
   * @param restless whether it shows what nobody tells about, so that it has to look by itself
   */
  static LiveStream open(
      RoutingContext context, Supplier<Future<List<Page.Part>>> parts, boolean restless) {
    context.request().resume();
    LiveStream stream = new LiveStream(context, parts, restless);
    stream
        .response
        .setStatusCode(200)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Content-Encoding", "identity")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .setWriteQueueMaxSize(WRITE_QUEUE)
        .setChunked(true)
        .write("retry: 2000\n\n");
    return stream;
  }

  void watchedBy(LiveChanges.Watch told) {
    watch = told;
    if (closed) {
      told.end();
    } else {
      render();
    }
  }

  /** From any thread. */
  void wake() {
    place.runOnContext(here -> woken());
  }

  private void woken() {
    if (closed || waits) {
      return;
    }
    if (renders) {
      again = true;
      return;
    }
    waits = true;
    vertx
        .timer(BETWEEN_MS, TimeUnit.MILLISECONDS)
        .onComplete(
            now -> {
              waits = false;
              render();
            });
  }

  private void render() {
    if (closed || renders) {
      return;
    }
    renders = true;
    Future.succeededFuture()
        .compose(now -> parts.get())
        .onSuccess(this::send)
        .onFailure(
            failure -> {
              // The browser comes again in two seconds, and is told how things stand then.
              LOG.debug("a part of a page cannot be made now", failure);
              close();
            })
        .onComplete(
            done -> {
              renders = false;
              if (again) {
                again = false;
                woken();
              }
            });
  }

  private void send(List<Page.Part> made) {
    if (closed) {
      return;
    }
    if (response.writeQueueFull()) {
      close();
      return;
    }
    for (Page.Part part : made) {
      String version = part.version();
      if (!version.equals(sent.put(part.id(), version))) {
        response.write("event: swap\ndata: " + part.element().replace("\n", "\ndata: ") + "\n\n");
      }
    }
  }

  private void beat(boolean restless) {
    if (!closed) {
      if (response.closed() || response.writeQueueFull()) {
        close();
      } else {
        response.write(": \n\n");
        if (restless) {
          woken();
        }
      }
    }
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    vertx.cancelTimer(heartbeat);
    vertx.cancelTimer(end);
    if (watch != null) {
      watch.end();
    }
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
