package dev.verdict.coordinator.domain.subscription;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the log of events was read. Ids are given out before their transactions commit, so there
 * are gaps: an id below the highest that was not seen may still appear, or never will, when its
 * transaction was rolled back. A gap is given up when every transaction has ended that had begun
 * when it was first seen.
 */
public record FeedPosition(long highest, List<Gap> gaps) {
  /**
   * Ids that were not seen, both ends among them.
   *
   * @param since the first transaction that had not begun when it was first seen
   */
  public record Gap(long from, long to, long since) {}

  public FeedPosition {
    gaps = List.copyOf(gaps);
  }

  public static FeedPosition at(long highest) {
    return new FeedPosition(highest, List.of());
  }

  /** Whether reading these, in ascending order, leaves new gaps. */
  public boolean opensGaps(List<Long> ids) {
    long last = highest;
    for (long id : ids) {
      if (id > last + 1) {
        return true;
      }
      last = Math.max(last, id);
    }
    return false;
  }

  /**
   * After these were read, in ascending order.
   *
   * @param nextTransaction the first that had not begun after they were read
   */
  public FeedPosition after(List<Long> ids, long nextTransaction) {
    List<Gap> open = new ArrayList<>(gaps);
    long last = highest;
    for (long id : ids) {
      if (id > last) {
        if (id > last + 1) {
          open.add(new Gap(last + 1, id - 1, nextTransaction));
        }
        last = id;
      } else {
        close(open, id);
      }
    }
    return new FeedPosition(last, open);
  }

  private static void close(List<Gap> open, long id) {
    for (int i = 0; i < open.size(); i++) {
      Gap gap = open.get(i);
      if (id >= gap.from() && id <= gap.to()) {
        open.remove(i);
        if (id < gap.to()) {
          open.add(i, new Gap(id + 1, gap.to(), gap.since()));
        }
        if (id > gap.from()) {
          open.add(i, new Gap(gap.from(), id - 1, gap.since()));
        }
        return;
      }
    }
  }

  /**
   * Without the gaps that nobody can fill: all transactions before {@code oldestRunning} had ended
   * before they were looked for in vain.
   */
  public FeedPosition givenUpBefore(long oldestRunning) {
    return new FeedPosition(
        highest, gaps.stream().filter(gap -> gap.since() > oldestRunning).toList());
  }
}
