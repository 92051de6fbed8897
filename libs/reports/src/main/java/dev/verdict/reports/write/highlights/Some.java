package dev.verdict.reports.write.highlights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** The first few of many, and how many there are. */
public final class Some<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private int count;

  Some(int most) {
    this.most = most;
  }

  /** The one is asked for only if it is kept. */
  void add(Supplier<T> one) {
    count++;
    if (kept.size() < most) {
      kept.add(one.get());
    }
  }

  public List<T> kept() {
    return Collections.unmodifiableList(kept);
  }

  public int count() {
    return count;
  }

  public int left() {
    return count - kept.size();
  }
}
