package dev.verdict.tests.processes;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.contract.event.EventData;
import dev.verdict.tests.wholesystem.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A run whose events are heard while they happen, so that a fault can come at the right moment. */
final class WatchedRun implements AutoCloseable {
  private static final int SECONDS = 240;
  private static final int PAUSE_MILLIS = 200;
  private static final int REFUSALS = 200;

  private final ApiClient api;
  private final UUID id;
  private final EventFeed feed;
  private final List<EventData> heard = new ArrayList<>();
  private final Thread listener;
  private boolean over;
  private @Nullable RuntimeException broken;

  private WatchedRun(ApiClient api, UUID id) {
    this.api = api;
    this.id = id;
    this.feed = new EventFeed(api, id);
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  static WatchedRun of(ApiClient api, UUID run) {
    return new WatchedRun(api, run);
  }

  private void listen() {
    int refusals = 0;
    while (true) {
      try {
        boolean finished = feed.follow(this::heard);
        ended(finished, null);
        return;
      } catch (ApiProblem problem) {
        // The service says that it cannot just now; it replays what was heard when it can.
        if (problem.isUsage() || ++refusals > REFUSALS) {
          ended(false, problem);
          return;
        }
        pause();
      } catch (RuntimeException e) {
        ended(false, e);
        return;
      } catch (InterruptedException e) {
        ended(false, null);
        return;
      }
    }
  }

  /** Between two refusals; nobody tells when the service can again. */
  private synchronized void pause() {
    try {
      wait(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void heard(EventData event) {
    heard.add(event);
    notifyAll();
  }

  private synchronized void ended(boolean finished, @Nullable RuntimeException failure) {
    over = finished;
    broken = failure;
    notifyAll();
  }

  /** The first event of this kind, now or when it comes. */
  synchronized <T extends EventData> T await(Class<T> type, Predicate<T> which)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      for (EventData event : heard) {
        if (type.isInstance(event) && which.test(type.cast(event))) {
          return type.cast(event);
        }
      }
      waitUntil(end, type.getSimpleName());
    }
  }

  EventData.TaskStarted awaitStart(int attempt) throws InterruptedException {
    return await(EventData.TaskStarted.class, started -> started.attempt() == attempt);
  }

  Runs.Ended awaitEnd() throws InterruptedException {
    synchronized (this) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!over) {
        waitUntil(end, "its end");
      }
    }
    return look();
  }

  private void waitUntil(long end, String what) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (broken != null) {
      throw new AssertionError("run " + id + ": its events ended before " + what, broken);
    }
    if (left <= 0) {
      throw new AssertionError(
          "run %s: not %s within %d s, but: %s".formatted(id, what, SECONDS, heard));
    }
    synchronized (this) {
      wait(left);
    }
  }

  Runs.Ended look() {
    return new Runs(api).look(id);
  }

  /** The sequence numbers of all its events, read anew. */
  List<Long> sequence() throws IOException {
    List<Long> ids = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                api.open("/api/v1/runs/" + id + "/events", null), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          ids.add(Long.parseLong(line.substring("id: ".length())));
        }
      }
    }
    return ids;
  }

  @Override
  public void close() {
    feed.close();
    listener.interrupt();
  }
}
