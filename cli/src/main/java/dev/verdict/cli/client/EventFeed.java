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
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final ApiClient coordinator;
  private final UUID run;
  private volatile @Nullable InputStream open;
  private volatile boolean closed;

  public EventFeed(ApiClient coordinator, UUID run) {
    this.coordinator = coordinator;
    this.run = run;
  }

  /** Until the run is finished, or somebody closes the feed. True when it is finished. */
  public boolean follow(Consumer<EventData> listener) throws InterruptedException {
    String last = null;
    int failures = 0;
    while (!closed) {
      try (InputStream body = coordinator.open("/api/v1/runs/" + run + "/events", last)) {
        open = body;
        Reading reading = read(body, last, listener);
        last = reading.last();
        if (reading.finished()) {
          return true;
        }
        failures = reading.any() ? 0 : failures + 1;
      } catch (ApiProblem refused) {
        failures++;
        if (refused.isUsage() || failures >= TRIES) {
          throw refused;
        }
      } catch (IOException | UncheckedIOException | Unreachable broken) {
        failures++;
        if (failures >= TRIES) {
          throw broken instanceof Unreachable unreachable
              ? unreachable
              : new Unreachable(coordinator.base(), broken);
        }
      }
      if (!closed) {
        Thread.sleep(wait(failures));
      }
    }
    return false;
  }

  private static Duration wait(int failures) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 6));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private record Reading(@Nullable String last, boolean finished, boolean any) {}

  private static Reading read(
      InputStream body, @Nullable String since, Consumer<EventData> listener) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    String last = since;
    String id = since;
    Optional<EventType> type = Optional.empty();
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        type = EventType.of(line.substring(7));
      } else if (line.startsWith("data: ") && type.isPresent()) {
        listener.accept(data(line.substring(6), type.get()));
        last = id;
        any = true;
        if (type.get() == EventType.RUN_FINISHED) {
          return new Reading(last, true, true);
        }
      }
    }
    return new Reading(last, false, any);
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
