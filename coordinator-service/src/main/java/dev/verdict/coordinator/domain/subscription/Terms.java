package dev.verdict.coordinator.domain.subscription;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told, and where.
 *
 * @param name for people
 * @param types globs over the types of our CloudEvents
 * @param project and {@code branch}: only events of runs that have exactly these
 * @param filter a condition in CEL over {@code event} and {@code run}
 * @param owner whom to tell when the receiver is down
 * @param headers sent with each delivery; their values are never shown
 */
public record Terms(
    String name,
    String url,
    List<String> types,
    @Nullable String project,
    @Nullable String branch,
    @Nullable String filter,
    String owner,
    @Nullable String description,
    Map<String, String> headers) {
  public Terms {
    types = List.copyOf(types);
    headers = Map.copyOf(headers);
  }

  /** Whether what is known of a run decides whether its events are wanted. */
  public boolean asksAboutRuns() {
    return project != null || branch != null || filter != null;
  }
}
