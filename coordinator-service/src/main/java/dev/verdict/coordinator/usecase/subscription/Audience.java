package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.runtime.expression.ExpressionProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody for whom events are collected, ready to be asked. */
public final class Audience {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
  private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * @param from what happened before is not for it
   */
  public record Listener(UUID id, Terms terms, Instant from) {}

  public record Match(UUID subscription, PublishedEvent event) {}

  /**
   * @param tooSlow those whose conditions took so long that they cannot be asked on
   */
  public record Found(List<Match> matches, Set<UUID> tooSlow) {}

  private record Ready(Listener listener, EventFilter filter) {}

  private final List<Ready> all = new ArrayList<>();
  private boolean asksAboutRuns;
  private boolean hasConditions;

  public Audience(List<Listener> listeners) {
    for (Listener listener : listeners) {
      try {
        all.add(new Ready(listener, new EventFilter(listener.terms())));
        asksAboutRuns |= listener.terms().asksAboutRuns();
        hasConditions |= listener.terms().filter() != null;
      } catch (ExpressionProblem problem) {
        LOG.error(
            "Subscription {} gets nothing, its filter was kept by another release: {}",
            listener.id(),
            problem.getMessage());
      }
    }
  }

  public int size() {
    return all.size();
  }

  public boolean asksAboutRuns() {
    return asksAboutRuns;
  }

  /** Whether asking may take long enough not to be done on an event loop. */
  public boolean hasConditions() {
    return hasConditions;
  }

  /**
   * @param runs what is known of the runs that the events belong to
   */
  public Found match(List<PublishedEvent> events, Map<UUID, Map<String, Object>> runs) {
    List<Match> matches = new ArrayList<>();
    Set<UUID> tooSlow = new LinkedHashSet<>();
    Map<UUID, Long> spent = new HashMap<>();
    for (PublishedEvent event : events) {
      Map<String, Object> run =
          event.runId() == null ? Map.of() : runs.getOrDefault(event.runId(), Map.of());
      for (Ready ready : all) {
        UUID id = ready.listener().id();
        if (event.at().isBefore(ready.listener().from()) || tooSlow.contains(id)) {
          continue;
        }
        long start = hasConditions ? System.nanoTime() : 0;
        if (wants(ready, event, run)) {
          matches.add(new Match(id, event));
        }
        if (hasConditions && spent.merge(id, System.nanoTime() - start, Long::sum) > MOST_NANOS) {
          tooSlow.add(id);
        }
      }
    }
    return new Found(matches, tooSlow);
  }

  private static boolean wants(Ready ready, PublishedEvent event, Map<String, Object> run) {
    try {
      return ready.filter().wants(event, run);
    } catch (ExpressionProblem problem) {
      // As for a field that this event does not have: then it is not the one that was meant.
      LOG.debug("Subscription {}: {}", ready.listener().id(), problem.getMessage());
      return false;
    }
  }
}
