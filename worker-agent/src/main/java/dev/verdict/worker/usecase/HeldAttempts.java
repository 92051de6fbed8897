package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.domain.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this worker holds. An attempt takes a slot until its process has ended, and is held, which
 * is what heartbeats tell, until the last word about it has arrived. The coordinator may use the
 * slot again as soon as it has that word, so the slot is free a moment before.
 */
public final class HeldAttempts {
  private static final int REMEMBERED = 10_000;

  private final int slots;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final Map<AttemptRef, Held> held = new LinkedHashMap<>();
  private final Set<AttemptRef> inSlot = new java.util.HashSet<>();
  private final Set<AttemptRef> known =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AttemptRef, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });
  private final Runnable drained;
  private boolean draining;

  /**
   * @param drained told, on a thread that must not be kept, when nothing is held and nothing more
   *     will be taken
   */
  public HeldAttempts(int slots, Runnable drained) {
    this.slots = slots;
    this.drained = drained;
  }

  /** What came of an offer. */
  public sealed interface Offer {
    /** Run it. */
    record Taken(Held held) implements Offer {}

    /** No slot for it: it is held only until that is told. */
    record Surplus(Held held, String why) implements Offer {}

    /** It came before; nothing is to be done. */
    record Known() implements Offer {}
  }

  public Offer offer(Assignment assignment) {
    lock.lock();
    try {
      if (!known.add(assignment.attempt())) {
        return new Offer.Known();
      }
      forgetEarlier(assignment.attempt());
      Held fresh = new Held(assignment);
      held.put(fresh.ref(), fresh);
      if (draining) {
        return new Offer.Surplus(fresh, "the worker is leaving");
      }
      if (inSlot.size() >= slots) {
        return new Offer.Surplus(fresh, "all " + slots + " slots are taken");
      }
      inSlot.add(fresh.ref());
      return new Offer.Taken(fresh);
    } finally {
      lock.unlock();
    }
  }

  /** Its process has ended. */
  public void freeSlot(Held done) {
    lock.lock();
    try {
      inSlot.remove(done.ref());
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be said about it. */
  public void release(Held done) {
    lock.lock();
    try {
      inSlot.remove(done.ref());
      held.remove(done.ref());
      if (held.isEmpty()) {
        emptied.signalAll();
      }
      if (held.isEmpty() && draining) {
        drained.run();
      }
    } finally {
      lock.unlock();
    }
  }

  public List<AttemptRef> refs() {
    lock.lock();
    try {
      return List.copyOf(held.keySet());
    } finally {
      lock.unlock();
    }
  }

  public int busy() {
    lock.lock();
    try {
      return inSlot.size();
    } finally {
      lock.unlock();
    }
  }

  /** Every offer from now on is surplus. */
  public void drain() {
    lock.lock();
    try {
      draining = true;
    } finally {
      lock.unlock();
    }
  }

  public boolean isDraining() {
    lock.lock();
    try {
      return draining;
    } finally {
      lock.unlock();
    }
  }

  public void stop(AttemptRef ref, Stop why) {
    find(ref).ifPresent(one -> one.stop(why));
  }

  /** For how many this changed anything. */
  public int stopAll(Stop why) {
    return (int) all().stream().filter(one -> one.stop(why)).count();
  }

  /** Whether nothing is held any more. */
  public boolean awaitEmpty(Duration within) throws InterruptedException {
    long left = within.toNanos();
    lock.lockInterruptibly();
    try {
      while (!held.isEmpty() && left > 0) {
        left = emptied.awaitNanos(left);
      }
      return held.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  public boolean isEmpty() {
    return refs().isEmpty();
  }

  private Optional<Held> find(AttemptRef ref) {
    lock.lock();
    try {
      return Optional.ofNullable(held.get(ref));
    } finally {
      lock.unlock();
    }
  }

  private List<Held> all() {
    lock.lock();
    try {
      return new ArrayList<>(held.values());
    } finally {
      lock.unlock();
    }
  }

  /** A later attempt at the same task means that the lease of the earlier one is gone. */
  private void forgetEarlier(AttemptRef later) {
    for (Held one : held.values()) {
      AttemptRef ref = one.ref();
      if (ref.taskId().equals(later.taskId()) && ref.attempt() < later.attempt()) {
        one.stop(new Stop.Forgotten("attempt " + later.attempt() + " has begun"));
        inSlot.remove(ref);
      }
    }
  }
}
