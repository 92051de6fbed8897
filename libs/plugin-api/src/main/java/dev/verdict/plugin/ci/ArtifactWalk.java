package dev.verdict.plugin.ci;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up in the listings of a run: one walk for all names, the pages of a listing side by
 * side, a further listing only for what the one before it did not have.
 */
public final class ArtifactWalk {
  /** An end, should a CI system name pages for ever. */
  private static final int MOST_PAGES = 1_000;

  private final Function<ArtifactCursor, Future<ArtifactPage>> pages;
  private final @Nullable Set<String> names;
  private final int most;
  private final Map<String, RemoteArtifact> found = new HashMap<>();
  private @Nullable Throwable problem;
  private int fetched;

  private ArtifactWalk(
      Function<ArtifactCursor, Future<ArtifactPage>> pages, @Nullable Set<String> names, int most) {
    this.pages = pages;
    this.names = names;
    this.most = most;
  }

  /**
   * Never fails: what went wrong is in the findings.
   *
   * @param pages how a page is fetched, such as {@code provider::listArtifacts} or a cache over it
   */
  public static Future<ArtifactFindings> find(
      List<ArtifactCursor> places,
      Function<ArtifactCursor, Future<ArtifactPage>> pages,
      Set<String> names) {
    ArtifactWalk walk = new ArtifactWalk(pages, Set.copyOf(names), names.size());
    return walk.place(places, 0).map(done -> walk.findings());
  }

  /**
   * All names of all places, side by side, until there are {@code most} of them. Never fails
   * either.
   */
  public static Future<ArtifactFindings> all(
      List<ArtifactCursor> places, Function<ArtifactCursor, Future<ArtifactPage>> pages, int most) {
    ArtifactWalk walk = new ArtifactWalk(pages, null, most);
    return Future.join(places.stream().map(walk::page).toList()).map(done -> walk.findings());
  }

  private Future<Void> place(List<ArtifactCursor> places, int index) {
    if (index == places.size() || allFound()) {
      return Future.succeededFuture();
    }
    return page(places.get(index)).compose(done -> place(places, index + 1));
  }

  private Future<Void> page(ArtifactCursor cursor) {
    synchronized (this) {
      if (names == null && found.size() >= most) {
        return Future.succeededFuture();
      }
      if (++fetched > MOST_PAGES) {
        problem = new IllegalStateException("artifacts: over " + MOST_PAGES + " pages");
        return Future.succeededFuture();
      }
    }
    return asked(cursor)
        .compose(
            page -> {
              keep(page.artifacts());
              return Future.join(page.more().stream().map(this::page).toList()).<Void>mapEmpty();
            })
        .otherwise(
            failure -> {
              failed(failure);
              return null;
            });
  }

  private Future<ArtifactPage> asked(ArtifactCursor cursor) {
    try {
      return pages.apply(cursor);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }

  private synchronized void keep(List<RemoteArtifact> artifacts) {
    for (RemoteArtifact each : artifacts) {
      boolean wanted =
          names == null
              ? found.size() < most || found.containsKey(each.name())
              : names.contains(each.name());
      if (wanted) {
        found.merge(each.name(), each, RemoteArtifact::orBetter);
      }
    }
  }

  private synchronized void failed(Throwable failure) {
    if (problem == null) {
      problem = failure;
    }
  }

  private synchronized boolean allFound() {
    return found.size() == most && found.values().stream().noneMatch(RemoteArtifact::gone);
  }

  private synchronized ArtifactFindings findings() {
    return new ArtifactFindings(new HashMap<>(found), problem);
  }
}
