package dev.verdict.reports.aggregate;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.Problem;
import dev.verdict.reports.Severity;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.text.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An aggregation as a report, so that every writer of reports can write it. */
final class AggregatedRun {
  private static final int MOST_IN_JSON = 200;

  private AggregatedRun() {}

  static RunReport of(Aggregation aggregation, Instant now) {
    List<TakenFile> files = aggregation.files();
    Map<String, Integer> filesOfJob = new HashMap<>();
    files.forEach(file -> filesOfJob.merge(file.file().job(), 1, Integer::sum));
    List<ReportedTask> tasks =
        files.stream()
            .map(file -> file.task(filesOfJob.getOrDefault(file.file().job(), 1) == 1))
            .toList();
    return new RunReport(
        run(aggregation, filesOfJob.size(), now),
        Map.of(),
        tasks,
        aggregation.spool(),
        List.of(),
        List.of(),
        now);
  }

  private static ReportedRun run(Aggregation aggregation, int jobs, Instant now) {
    Verdict verdict = aggregation.verdict();
    List<TakenFile> files = aggregation.files();
    Counts all = counts(files);
    int planned = files.stream().mapToInt(file -> file.completeness().planned()).sum();
    int accounted = files.stream().mapToInt(file -> file.completeness().accounted()).sum();
    List<String> missing = new ArrayList<>();
    files.forEach(file -> missing.addAll(file.completeness().missing()));
    Instant began =
        files.stream()
            .map(TakenFile::startedAt)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .min(Instant::compareTo)
            .orElse(now);
    return new ReportedRun(
        "aggregate",
        Numbers.of(files.size(), "report") + " of " + Numbers.of(jobs, "job"),
        null,
        TaskStatus.of(verdict),
        verdict,
        reason(aggregation, verdict),
        null,
        null,
        began,
        began,
        now,
        files.stream().mapToDouble(TakenFile::seconds).sum(),
        all,
        new Completeness(
            planned,
            accounted,
            List.copyOf(missing.subList(0, Math.min(missing.size(), Completeness.MOST_MISSING)))),
        metadata(aggregation),
        Map.of());
  }

  private static Counts counts(List<TakenFile> files) {
    int[] sums = new int[9];
    for (TakenFile file : files) {
      Counts one = file.counts();
      int[] its = {
        one.total(),
        one.passed(),
        one.failed(),
        one.error(),
        one.skipped(),
        one.cancelled(),
        one.timeout(),
        one.lost(),
        one.pending()
      };
      for (int i = 0; i < sums.length; i++) {
        sums[i] += its[i];
      }
    }
    return new Counts(
        sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7], sums[8]);
  }

  private static @Nullable String reason(Aggregation aggregation, Verdict verdict) {
    List<Problem> faults =
        aggregation.problems().stream().filter(one -> one.severity() == Severity.ERROR).toList();
    if (!faults.isEmpty()) {
      Problem first = faults.getFirst();
      String more = faults.size() == 1 ? "" : ", and " + (faults.size() - 1) + " more problems";
      return "Not everything can be trusted. " + first + more;
    }
    if (verdict.isGood()) {
      return null;
    }
    long bad = aggregation.matrix().rows().stream().filter(row -> bad(row.verdict())).count();
    return Numbers.of(bad, "job is bad", "jobs are bad")
        + ", "
        + Numbers.of(aggregation.across().count(), "different test", "different tests");
  }

  private static boolean bad(@Nullable Verdict verdict) {
    return Matrix.isBad(verdict);
  }

  /** For machines that read the merged JSON. */
  private static Map<String, Object> metadata(Aggregation aggregation) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("aggregated_files", aggregation.files().size());
    metadata.put("passed_over", first(aggregation.passedOver()));
    metadata.put(
        "problems", first(aggregation.problems().stream().map(Problem::toString).toList()));
    metadata.put("matrix", matrix(aggregation.matrix()));
    return metadata;
  }

  private static List<Object> matrix(Matrix matrix) {
    List<String> suites = matrix.suites(MOST_IN_JSON);
    List<Object> rows = new ArrayList<>();
    for (Matrix.Row row : matrix.rows()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      for (String suite : suites) {
        Matrix.Cell cell = matrix.cell(row, suite);
        if (cell != null) {
          cells.put(suite, cell);
        }
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("job", row.job());
      one.put("verdict", row.verdict());
      one.put("counts", row.counts());
      one.put("suites", cells);
      rows.add(one);
    }
    return rows;
  }

  private static List<String> first(List<String> all) {
    return all.subList(0, Math.min(all.size(), MOST_IN_JSON));
  }
}
