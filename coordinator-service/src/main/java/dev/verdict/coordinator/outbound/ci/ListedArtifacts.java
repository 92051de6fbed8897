package dev.verdict.coordinator.outbound.ci;

import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All artifacts of one place that may hold reports, within bounds. Where a job was run again,
 * several have one name: the newest that is there counts.
 */
final class ListedArtifacts {
  private static final int MOST_PAGES = 50;
  private static final int MOST_ARTIFACTS = 500;

  private final CiProvider provider;
  private final Predicate<RemoteArtifact> wanted;
  private final Deque<ArtifactCursor> open = new ArrayDeque<>();
  private final Set<ArtifactCursor> seen = new HashSet<>();
  private final Map<String, RemoteArtifact> newest = new TreeMap<>();

  ListedArtifacts(CiProvider provider, Predicate<RemoteArtifact> wanted) {
    this.provider = provider;
    this.wanted = wanted;
  }

  /** In the order of their names, so that whoever reads them again reads the same. */
  Future<List<RemoteArtifact>> from(ArtifactCursor place) {
    add(place);
    return next();
  }

  private void add(ArtifactCursor page) {
    if (seen.add(page)) {
      open.add(page);
    }
  }

  private Future<List<RemoteArtifact>> next() {
    ArtifactCursor page = open.poll();
    if (page == null) {
      return Future.succeededFuture(List.copyOf(newest.values()));
    }
    if (seen.size() > MOST_PAGES || newest.size() > MOST_ARTIFACTS) {
      return Future.failedFuture(
          new TooMuch(
              newest.size()
                  + " artifacts may hold reports (expected: at most "
                  + MOST_ARTIFACTS
                  + "; follow.artifacts names those that do)"));
    }
    return provider
        .listArtifacts(page)
        .compose(
            listed -> {
              listed.artifacts().stream()
                  .filter(wanted)
                  .forEach(one -> newest.merge(one.name(), one, ListedArtifacts::better));
              listed.more().forEach(this::add);
              return next();
            });
  }

  private static RemoteArtifact better(RemoteArtifact before, RemoteArtifact next) {
    if (before.gone() != next.gone()) {
      return before.gone() ? next : before;
    }
    Instant first = before.createdAt() == null ? Instant.MIN : before.createdAt();
    Instant second = next.createdAt() == null ? Instant.MIN : next.createdAt();
    return second.isBefore(first) ? before : next;
  }
}
