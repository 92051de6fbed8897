package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.domain.Stop;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that this worker holds, and the way to stop it.
 *
 * <pre>
 *  preparing ──running──▶ running ──ended──▶ telling
 *      │ stop: interrupt      │ stop: end the process tree     (stop: only forgetting counts)
 * </pre>
 */
public final class Held {
  /** Ends what runs; called at most once for each stop, on a thread that may block. */
  public interface Ender {
    void end();
  }

  private final Assignment assignment;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Stop stop;
  private @Nullable Thread preparing;
  private @Nullable Ender ender;

  public Held(Assignment assignment) {
    this.assignment = assignment;
  }

  public Assignment assignment() {
    return assignment;
  }

  public AttemptRef ref() {
    return assignment.attempt();
  }

  /** Why it shall not go on; null while it may. To be forgotten overrides everything. */
  public @Nullable Stop stopped() {
    lock.lock();
    try {
      return stop;
    } finally {
      lock.unlock();
    }
  }

  public boolean isForgotten() {
    return stopped() instanceof Stop.Forgotten;
  }

  /** The calling thread prepares the attempt, and is interrupted by a stop. */
  public void preparing() {
    lock.lock();
    try {
      preparing = Thread.currentThread();
      if (stop != null) {
        preparing.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Preparing is over; from now on a stop interrupts nobody. */
  public void prepared() {
    lock.lock();
    try {
      preparing = null;
      // An interrupt that came too late is not for what follows.
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** A process runs; a stop, also one that came before, ends it. */
  public void running(Ender processEnder) {
    lock.lock();
    try {
      ender = processEnder;
      if (stop != null) {
        endProcess(processEnder);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The process has ended. */
  public void ended() {
    lock.lock();
    try {
      ender = null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether this changed anything. */
  public boolean stop(Stop why) {
    lock.lock();
    try {
      boolean first = stop == null;
      boolean forgets = why instanceof Stop.Forgotten && !(stop instanceof Stop.Forgotten);
      if (first || forgets) {
        stop = why;
      }
      if (preparing != null) {
        preparing.interrupt();
      }
      if (ender != null && first) {
        endProcess(ender);
      }
      return first || forgets;
    } finally {
      lock.unlock();
    }
  }

  private static void endProcess(Ender processEnder) {
    Thread.ofVirtual().name("end-process").start(processEnder::end);
  }
}
