package dev.verdict.runners.process;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks processes to end, and after the grace makes them. It looks again until it has seen nobody
 * twice, since a process that is being asked may just have started another one.
 */
final class TreeKiller {
  /** What the kernel cannot end in this time hangs in a device or on a dead file system. */
  private static final Duration GIVE_UP_AFTER_FORCE = Duration.ofSeconds(5);

  private static final long SHORTEST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final Process main;

  TreeKiller(Process main) {
    this.main = main;
  }

  /**
   * Returns how many are left. An interrupt ends the grace, not the work, and is kept for the
   * caller.
   */
  int kill(Supplier<Collection<Long>> members, Duration grace) {
    long forceAt = System.nanoTime() + grace.toNanos();
    long giveUpAt = forceAt + GIVE_UP_AFTER_FORCE.toNanos();
    boolean interrupted = false;
    Set<Long> asked = new HashSet<>();
    long pause = SHORTEST_PAUSE_MILLIS;
    Collection<Long> alive = members.get();
    boolean seenNobody = alive.isEmpty();
    while (!(alive.isEmpty() && seenNobody) && System.nanoTime() < giveUpAt) {
      seenNobody = alive.isEmpty();
      boolean force = interrupted || System.nanoTime() >= forceAt;
      for (long pid : alive) {
        if (force || asked.add(pid)) {
          signal(pid, force);
        }
      }
      try {
        pause(alive, pause);
      } catch (InterruptedException hurry) {
        interrupted = true;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      alive = members.get();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return alive.size();
  }

  /** The end of the main process wakes us; that of a process that is not our child cannot. */
  private void pause(Collection<Long> alive, long millis) throws InterruptedException {
    if (alive.contains(main.pid())) {
      main.waitFor(millis, TimeUnit.MILLISECONDS);
    } else {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
  }

  private static void signal(long pid, boolean force) {
    ProcessHandle.of(pid).ifPresent(handle -> signal(handle, force));
  }

  private static void signal(ProcessHandle handle, boolean force) {
    if (force) {
      handle.destroyForcibly();
    } else {
      handle.destroy();
    }
  }
}
