package dev.verdict.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a run as they happen. When the connection breaks, it goes on where it was. */
public final class EventFeed {
  private static final int TRIES = 20;
  private static final Duration LASTING = Duration.ofSeconds(10);

  private final ApiClient coordinator;
  private final UUID run;
  private @Nullable String last;
  private volatile @Nullable InputStream open;
  private volatile boolean closed;

  public EventFeed(ApiClient coordinator, UUID run) {
    this.coordinator = coordinator;
    this.run = run;
  }

  /** Until the run is finished, or somebody closes the feed. True when it is finished. */
  public boolean follow(Consumer<EventData> listener) throws InterruptedException {
    int failures = 0;
    while (!closed) {
      long start = System.nanoTime();
      RuntimeException failure;
      try (InputStream body = coordinator.open("/api/v1/runs/" + run + "/events", last)) {
        open = body;
        Reading reading = read(body, listener);
        if (reading == Reading.FINISHED) {
          return true;
        }
        failures = reading == Reading.SOME || lasted(start) ? 0 : failures;
        failure = unreachable(new IOException("its stream of events ends at once"));
      } catch (ApiProblem refused) {
        failure = refused;
      } catch (IOException | UncheckedIOException broken) {
        failures = lasted(start) ? 0 : failures;
        failure = unreachable(broken);
      } catch (Unreachable broken) {
        failure = broken;
      }
      failures++;
      if (failures >= TRIES || (failure instanceof ApiProblem refused && refused.isUsage())) {
        throw failure;
      }
      if (!closed) {
        Thread.sleep(coordinator.patience().pauseAfter(failures));
      }
    }
    return false;
  }

  /** An end after a long time is one that a proxy or a restart made, and no sign of trouble. */
  private static boolean lasted(long start) {
    return System.nanoTime() - start > LASTING.toNanos();
  }

  private Unreachable unreachable(Throwable cause) {
    return new Unreachable(coordinator.base(), cause);
  }

  /** How a connection ended: after the end of the run, after some events, or after none. */
  private enum Reading {
    FINISHED,
    SOME,
    NONE
  }

  private Reading read(InputStream body, Consumer<EventData> listener) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    String id = last;
    Optional<EventType> type = Optional.empty();
    Reading reading = Reading.NONE;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        type = EventType.of(line.substring(7));
      } else if (line.startsWith("data: ") && type.isPresent()) {
        listener.accept(data(line.substring(6), type.get()));
        last = id;
        reading = Reading.SOME;
        if (type.get() == EventType.RUN_FINISHED) {
          return Reading.FINISHED;
        }
      }
    }
    return reading;
  }

  private static EventData data(String json, EventType type) {
    JsonNode body = Json.tree(json.getBytes(StandardCharsets.UTF_8));
    try {
      return Json.mapper().treeToValue(body.path("customData"), type.data());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("event: " + type.type(), e);
    }
  }

  /** Ends {@link #follow} from another thread. */
  public void close() {
    closed = true;
    InputStream body = open;
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        // It is given up anyway.
        return;
      }
    }
  }
}
