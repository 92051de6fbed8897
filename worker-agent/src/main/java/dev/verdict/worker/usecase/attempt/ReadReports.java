package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.TestId;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportReaders;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Severity;
import dev.verdict.runners.DistinctIds;
import dev.verdict.worker.domain.MergedTests;
import dev.verdict.worker.domain.ReportFacts;
import dev.verdict.worker.domain.SecretMask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an attempt left as reports, and says of each file whether it can be believed. */
final class ReadReports {
  private static final int MOST_FILES = 5_000;
  private static final int MOST_PROBLEMS = 50;

  private final PlannedExecution execution;
  private final SecretMask secrets;
  private final KnownFiles before;
  private final MergedTests tests = new MergedTests();
  private final List<Path> read = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int stale;
  private boolean broken;

  private ReadReports(PlannedExecution execution, SecretMask secrets, KnownFiles before) {
    this.execution = execution;
    this.secrets = secrets;
    this.before = before;
  }

  /** Looks, before the process starts, which files are there already. */
  static ReadReports before(PlannedExecution execution, SecretMask secrets) throws IOException {
    return new ReadReports(execution, secrets, KnownFiles.of(files(execution)));
  }

  /** Reads what is there now. */
  void read() throws IOException {
    List<Path> files = files(execution);
    if (files.size() == MOST_FILES) {
      problem(
          "reports: more than " + MOST_FILES + " files (expected: fewer; the rest is not read)");
    }
    KnownFiles already = new KnownFiles();
    for (Path file : files) {
      if (!before.isEmpty() && before.hasContentOf(file)) {
        stale++;
        problem(
            name(file) + ": was there before the run started, with the same content (not read)");
        continue;
      }
      Path same = files.size() > 1 ? already.add(file) : null;
      if (same != null) {
        problem(name(file) + ": the same report as " + name(same) + " (read once)");
        continue;
      }
      read(file);
    }
    tests.problems().forEach(this::problem);
  }

  MergedTests tests() {
    return tests;
  }

  /** The files that were read, to be kept. */
  List<Path> files() {
    return read;
  }

  ReportFacts facts() {
    List<String> told = problems;
    if (problems.size() > MOST_PROBLEMS) {
      told = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
      told.add((problems.size() - MOST_PROBLEMS) + " more problems");
    }
    return new ReportFacts(read.size(), stale, broken, tests.size(), told);
  }

  private void read(Path file) throws IOException {
    read.add(file);
    DistinctIds distinct = new DistinctIds();
    try (InputStream in = Files.newInputStream(file)) {
      ReadResult result =
          ReportReaders.read(in, name(file), found -> tests.add(outcome(found, distinct)));
      broken |= !result.complete();
      result.problems().stream()
          .filter(problem -> problem.severity() == Severity.ERROR)
          .forEach(problem -> problem(problem.toString()));
    }
  }

  private TestOutcome outcome(ReportedCase found, DistinctIds distinct) {
    ReportedTest test =
        new ReportedTest(found.suite(), found.className(), found.name(), found.file());
    String id = execution.runner().identity(execution.task(), test);
    return new TestOutcome(
        TestId.bounded(distinct.of(id.isBlank() ? found.name() : id)),
        found.suite(),
        found.className(),
        found.name(),
        execution.runner().file(execution.task(), test).orElse(null),
        found.verdict(),
        found.seconds(),
        masked(found.message()),
        found.type(),
        masked(found.detail()),
        null,
        found.reruns());
  }

  private @Nullable String masked(@Nullable String text) {
    return text == null ? null : secrets.whole(text);
  }

  private void problem(String text) {
    problems.add(secrets.whole(text));
  }

  private String name(Path file) {
    Path root = execution.task().root();
    return file.startsWith(root)
        ? root.relativize(file).toString()
        : String.valueOf(file.getFileName());
  }

  private static List<Path> files(PlannedExecution execution) throws IOException {
    return FileGlobs.find(
        execution.runner().reports(execution.task()), execution.task().root(), MOST_FILES);
  }
}
