package dev.verdict.plugin.ci;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

  private Future<Void> page(ArtifactCursor first) {
    return new Listing().from(first);
  }

  /**
   * Pages are fetched as they become known, and from one place: those that are there at once would
   * call each other deeper and deeper, and a listing can have very many.
   */
  private final class Listing {
    private final Promise<Void> read = Promise.promise();
    private final Queue<ArtifactCursor> known = new ArrayDeque<>();
    private int underWay;
    private boolean fetching;

    Future<Void> from(ArtifactCursor first) {
      further(List.of(first));
      return read.future();
    }

    private void further(List<ArtifactCursor> more) {
      synchronized (this) {
        known.addAll(more);
        if (fetching) {
          return;
        }
        fetching = true;
      }
      ArtifactCursor next = next();
      while (next != null) {
        asked(next).onComplete(this::arrived);
        next = next();
      }
    }

    /** Null if there is none now. */
    private @Nullable ArtifactCursor next() {
      boolean end;
      synchronized (this) {
        ArtifactCursor next = known.poll();
        if (next != null && mayBeFetched()) {
          underWay++;
          return next;
        }
        known.clear();
        fetching = false;
        end = underWay == 0;
      }
      if (end) {
        read.tryComplete();
      }
      return null;
    }

    private void arrived(AsyncResult<ArtifactPage> page) {
      if (page.succeeded()) {
        keep(page.result().artifacts());
      } else {
        failed(page.cause());
      }
      synchronized (this) {
        underWay--;
      }
      further(page.succeeded() ? page.result().more() : List.of());
    }
  }

  private synchronized boolean mayBeFetched() {
    if (names == null && found.size() >= most) {
      return false;
    }
    if (++fetched > MOST_PAGES) {
      problem = new IllegalStateException("artifacts: over " + MOST_PAGES + " pages");
      return false;
    }
    return true;
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
