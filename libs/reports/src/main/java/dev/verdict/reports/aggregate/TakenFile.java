package dev.verdict.reports.aggregate;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.model.ReportedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one report file said; as a task of the whole, because a report knows tasks.
 *
 * @param name of the run, where the file is ours
 * @param verdict absent where it holds no test and nothing is wrong with it
 */
record TakenFile(
    FoundFile file,
    @Nullable String sha256,
    @Nullable String name,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable LostReason lostReason,
    Counts counts,
    Completeness completeness,
    double seconds,
    @Nullable Instant startedAt,
    List<Problem> problems) {

  TakenFile withDigest(String digest) {
    return new TakenFile(
        file,
        digest,
        name,
        verdict,
        reason,
        lostReason,
        counts,
        completeness,
        seconds,
        startedAt,
        problems);
  }

  /** The same file twice proves nothing twice. */
  TakenFile asCopyOf(String other) {
    String message = "the same content as " + other + " (expected: each report once)";
    return lost(LostReason.STALE_REPORT, message, ProblemCode.DUPLICATE);
  }

  TakenFile asEmptyJob() {
    return lost(
        LostReason.EMPTY_REPORT,
        "tests: 0 of job " + file.job() + " (expected: at least one)",
        ProblemCode.EMPTY_REPORT);
  }

  private TakenFile lost(LostReason why, String message, ProblemCode code) {
    List<Problem> more = new ArrayList<>(problems);
    more.add(Problem.error(code, file.name(), message, Position.WHOLE_FILE));
    Verdict worse = verdict == null ? Verdict.LOST : verdict.worse(Verdict.LOST);
    return new TakenFile(
        file, sha256, name, worse, message, why, counts, completeness, seconds, startedAt, more);
  }

  ReportedTask task(boolean alone) {
    Verdict own = Objects.requireNonNullElse(verdict, Verdict.SKIPPED);
    String title = alone ? file.job() : file.job() + ": " + file.name();
    return new ReportedTask(
        file.id(),
        title,
        "report",
        TaskStatus.of(own),
        own,
        reason,
        lostReason,
        1,
        null,
        startedAt,
        seconds,
        null,
        List.of(file.name()),
        counts);
  }
}
