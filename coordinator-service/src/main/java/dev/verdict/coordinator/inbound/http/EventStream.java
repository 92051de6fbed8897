package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.coordinator.usecase.EventLog;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /api/v1/runs/{id}/events}: what happened in a run and what happens, as server-sent events
 * whose id is the sequence, each with the value that its record on Kafka has. It ends after the
 * event that finishes the run. Of what a client has not taken yet a bounded piece is kept for it,
 * the rest stays where it is; one that takes nothing for a minute is cut off, and can go on where
 * it was.
 */
public final class EventStream {
  private static final int AT_ONCE = 200;
  private static final int LARGEST_PIECE = 256 * 1024;
  private static final int MOST = 1_000;
  private static final long FALLBACK_MS = 1_000;
  private static final long SIGN_OF_LIFE_MS = 15_000;
  private static final Duration LONGEST_STALL = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final EventLog log;
  private final PublicAddress address;
  private final long longestStallMs;
  private final AtomicInteger open = new AtomicInteger();

  public EventStream(Vertx vertx, EventLog log, PublicAddress address) {
    this(vertx, log, address, LONGEST_STALL);
  }

  /**
   * @param longestStall of a client that takes nothing of what was written to it
   */
  EventStream(Vertx vertx, EventLog log, PublicAddress address, Duration longestStall) {
    this.vertx = vertx;
    this.log = log;
    this.address = address;
    this.longestStallMs = longestStall.toMillis();
  }

  public void register(Operations operations) {
    operations.raw("streamEvents", Set.of(Scope.READ), this::open);
  }

  /** Of a request that is paused. */
  void open(RoutingContext context) {
    UUID run = id(context);
    long after = position(context);
    log.standing(run)
        .onFailure(context::fail)
        .onSuccess(
            standing -> {
              if (standing.isEmpty()) {
                context.fail(Fail.notFound("run", run));
              } else if (open.get() >= MOST) {
                context.fail(
                    Fail.unavailable(MOST + " streams of events are open", Duration.ofSeconds(10)));
              } else {
                // One who says that he has seen what is yet to come would wait for ever.
                long from = Math.min(after, standing.get().lastSequence());
                openAt(context, run, from, standing.get());
              }
            });
  }

  /** Events are kept for a while; one that is gone must not look like one that never was. */
  private void openAt(RoutingContext context, UUID run, long from, EventLog.Standing standing) {
    log.read(run, from, 1)
        .onFailure(context::fail)
        .onSuccess(
            next -> {
              boolean there =
                  next.isEmpty()
                      ? standing.lastSequence() <= from
                      : next.getFirst().sequence() == from + 1;
              if (!there) {
                context.fail(
                    Fail.gone("event", from + 1, "events are not kept that long: ask for the run"));
              } else if (!context.response().closed()) {
                context.request().resume();
                new Subscription(context.response(), run, from).start(standing.finished());
              }
            });
  }

  private static UUID id(RoutingContext context) {
    try {
      return UUID.fromString(context.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw Fail.notFound("run", context.pathParam("id"));
    }
  }

  private static long position(RoutingContext context) {
    String last = context.request().getHeader("Last-Event-ID");
    try {
      return last == null || last.isBlank() ? 0 : Math.max(0, Long.parseLong(last.strip()));
    } catch (NumberFormatException e) {
      throw Fail.badField("header.Last-Event-ID", last, "the id of an event: a number");
    }
  }

  /**
   * One client. It reads pages until it has caught up, then waits to be woken; a client who reads
   * slowly is waited for.
   */
  private final class Subscription {
    private final HttpServerResponse response;
    private final UUID run;
    private long after;
    private boolean reading;
    private boolean again;
    private boolean over;
    private boolean closed;
    private long lastWritten = System.nanoTime();
    private long timer;
    private Runnable unsubscribe = () -> {};

    Subscription(HttpServerResponse response, UUID run, long after) {
      this.response = response;
      this.run = run;
      this.after = after;
    }

    /** Begins; {@code runIsOver}: nothing more can come than what is there. */
    void start(boolean runIsOver) {
      over = runIsOver;
      open.incrementAndGet();
      response
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Content-Encoding", "identity")
          .putHeader("Cache-Control", "no-store")
          .setChunked(true);
      response.closeHandler(gone -> close());
      response.exceptionHandler(broken -> close());
      var context = vertx.getOrCreateContext();
      unsubscribe = log.onNews(run, () -> context.runOnContext(now -> read()));
      timer = vertx.setPeriodic(FALLBACK_MS, tick -> tick());
      response.write(": events of run " + run + "\nretry: 2000\n\n");
      read();
    }

    private void tick() {
      long silentMs = (System.nanoTime() - lastWritten) / 1_000_000;
      if (response.closed()) {
        close();
      } else if (response.writeQueueFull()) {
        if (silentMs > longestStallMs) {
          close();
          response.reset();
        }
      } else if (silentMs > SIGN_OF_LIFE_MS) {
        write(Buffer.buffer(": still here\n\n"));
      }
      read();
    }

    private void read() {
      if (reading || closed || response.writeQueueFull()) {
        again = true;
        return;
      }
      reading = true;
      again = false;
      log.read(run, after, AT_ONCE)
          .onComplete(
              events -> {
                reading = false;
                if (events.succeeded()) {
                  send(events.result());
                }
              });
    }

    private void send(List<RunEvent> events) {
      if (closed) {
        return;
      }
      boolean full = false;
      Buffer text = Buffer.buffer();
      for (RunEvent event : events) {
        append(text, event);
        if (text.length() >= LARGEST_PIECE) {
          write(text);
          text = Buffer.buffer();
          full = response.writeQueueFull();
          if (full) {
            // The rest of the page is read again when there is room for it.
            break;
          }
        }
      }
      if (text.length() > 0) {
        write(text);
      }
      if (full || events.size() == AT_ONCE || again) {
        if (response.writeQueueFull()) {
          response.drainHandler(drained -> read());
        } else {
          read();
        }
      } else if (over) {
        close();
        response.end();
      }
    }

    private void append(Buffer text, RunEvent event) {
      text.appendString("id: " + event.sequence() + "\nevent: " + event.type().type() + "\ndata: ")
          .appendString(
              new String(CloudEventCodec.encode(event, address).value(), StandardCharsets.UTF_8))
          .appendString("\n\n");
      after = event.sequence();
      // It stays so until something else comes: a run can be opened again.
      over =
          event.type() == EventType.RUN_FINISHED
              || (over && event.type() == EventType.ARTIFACTS_RESOLVED);
    }

    private void write(Buffer text) {
      lastWritten = System.nanoTime();
      response.write(text);
    }

    private void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
        vertx.cancelTimer(timer);
        unsubscribe.run();
      }
    }
  }
}
