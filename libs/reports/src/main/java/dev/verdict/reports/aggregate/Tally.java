package dev.verdict.reports.aggregate;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts, counted while they come. */
public final class Tally {
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private int pending;

  void add(@Nullable Verdict verdict) {
    if (verdict == null) {
      pending++;
    } else {
      verdicts.merge(verdict, 1, Integer::sum);
    }
  }

  void add(Tally other) {
    other.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
    pending += other.pending;
  }

  public Counts counts() {
    return Counts.of(verdicts, pending);
  }

  /** The worst of them; one that is pending when the files are read will never come: lost. */
  public @Nullable Verdict worst() {
    Verdict worst = pending > 0 ? Verdict.LOST : null;
    for (Verdict verdict : verdicts.keySet()) {
      worst = worst == null ? verdict : worst.worse(verdict);
    }
    return worst;
  }
}
