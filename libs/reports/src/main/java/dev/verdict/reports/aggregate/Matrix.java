package dev.verdict.reports.aggregate;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Jobs and suites, and what became of the tests where they meet. Bounded for any number of both.
 */
public final class Matrix {
  /** Beyond so many different names, suites are counted together. */
  private static final int MOST_SUITES = 2_000;

  private static final String OTHERS = "other suites";

  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Tally> suites = new LinkedHashMap<>();

  /** One job. */
  public static final class Row {
    private final String job;
    private final Tally all = new Tally();
    private final Map<String, Tally> cells = new LinkedHashMap<>();
    private final Set<String> cut = new HashSet<>();
    private @Nullable Verdict verdict;

    private Row(String job) {
      this.job = job;
    }

    public String job() {
      return job;
    }

    /** Of the job; worse than its tests where one of its files cannot be trusted. */
    public @Nullable Verdict verdict() {
      Verdict worst = all.worst();
      if (verdict == null) {
        return worst;
      }
      return worst == null ? verdict : worst.worse(verdict);
    }

    public Counts counts() {
      return all.counts();
    }
  }

  /** Where a job and a suite meet. */
  public record Cell(@Nullable Verdict worst, Counts counts) {}

  void addTest(String job, String suite, @Nullable Verdict verdict) {
    Row row = row(job);
    String column = suites.containsKey(suite) || suites.size() < MOST_SUITES ? suite : OTHERS;
    suites.computeIfAbsent(column, name -> new Tally()).add(verdict);
    row.cells.computeIfAbsent(column, name -> new Tally()).add(verdict);
    row.all.add(verdict);
  }

  /** A file's own verdict counts for its job, also where no test shares it. */
  void addVerdict(String job, Verdict verdict) {
    Row row = row(job);
    row.verdict = row.verdict == null ? verdict : row.verdict.worse(verdict);
  }

  /** A file that cannot be trusted told of this suite: who knows what more it would have told. */
  void distrust(String job, String suite) {
    row(job).cut.add(suite);
  }

  private Row row(String job) {
    return rows.computeIfAbsent(job, Row::new);
  }

  /** The bad ones first, then by name. */
  public List<Row> rows() {
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingInt(row -> isBad(row.verdict()) ? 0 : 1));
    return sorted;
  }

  /** The columns: those with bad tests first, then the largest. */
  public List<String> suites(int most) {
    return suites.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Tally> s) -> -s.getValue().counts().bad())
                .thenComparingInt(s -> -s.getValue().counts().total())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  public int suiteCount() {
    return suites.size();
  }

  /** Null where the job has no test of that suite. */
  public @Nullable Cell cell(Row row, String suite) {
    Tally tally = row.cells.get(suite);
    if (tally == null) {
      return null;
    }
    Verdict worst = tally.worst();
    boolean hidden = row.cut.contains(suite) && !isBad(worst);
    return new Cell(hidden ? Verdict.LOST : worst, tally.counts());
  }

  /** All suites of the job that are none of these, together. */
  public @Nullable Cell others(Row row, List<String> shown) {
    Tally others = new Tally();
    row.cells.forEach(
        (suite, tally) -> {
          if (!shown.contains(suite)) {
            others.add(tally);
          }
        });
    Counts counts = others.counts();
    return counts.total() == 0 ? null : new Cell(others.worst(), counts);
  }

  static boolean isBad(@Nullable Verdict verdict) {
    return verdict != null && !verdict.isGood();
  }
}
