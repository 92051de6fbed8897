package dev.verdict.runtime.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * How far the relay has come. An id below the highest that was seen is either sent, or open: its
 * transaction may still commit (or never will, when it was rolled back). An open id is given up
 * when every transaction has ended that had begun when the gap was first seen.
 *
 * <p>Not thread-safe: one relay owns it.
 */
final class RelayPosition {
  private long highest;
  private long lookedAt;
  private final TreeMap<Long, Long> openSince = new TreeMap<>();

  RelayPosition(long through) {
    this.highest = through;
  }

  /** The highest id that was sent. */
  long highest() {
    return highest;
  }

  /** Every id up to here is done with: what a successor may start from. */
  long through() {
    return openSince.isEmpty() ? highest : openSince.firstKey() - 1;
  }

  boolean hasOpen() {
    return !openSince.isEmpty();
  }

  /**
   * Some of the open ids, others at each call until all had their turn: a transaction that was long
   * leaves a hundred thousand.
   */
  List<Long> open(int most) {
    List<Long> some = new ArrayList<>(Math.min(most, openSince.size()));
    for (Long id : openSince.tailMap(lookedAt, false).keySet()) {
      if (some.size() == most) {
        break;
      }
      some.add(id);
    }
    lookedAt = some.size() < most ? 0 : some.get(some.size() - 1);
    return some;
  }

  /**
   * These were sent, in ascending order.
   *
   * @param nextTransaction the first transaction id that was not yet given out when they were read
   */
  void sent(Collection<Long> ids, long nextTransaction) {
    for (long id : ids) {
      if (id <= highest) {
        openSince.remove(id);
        continue;
      }
      for (long missing = highest + 1; missing < id; missing++) {
        openSince.put(missing, nextTransaction);
      }
      highest = id;
    }
  }

  /**
   * Of these open ids, which were just looked for in vain, gives up those that nobody can fill any
   * more: all transactions before {@code oldestRunning} had ended before that look.
   */
  void giveUpBefore(long oldestRunning, Collection<Long> lookedFor) {
    for (Long id : lookedFor) {
      Long since = openSince.get(id);
      if (since != null && since <= oldestRunning) {
        openSince.remove(id);
      }
    }
  }

  /** Whether sending these, in ascending order, leaves no new gap. */
  boolean opensNone(List<Long> ids) {
    long last = highest;
    for (long id : ids) {
      if (id > last + 1) {
        return false;
      }
      last = Math.max(last, id);
    }
    return true;
  }
}
