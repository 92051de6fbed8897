package dev.verdict.reports.aggregate;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.Severity;
import dev.verdict.reports.model.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report files of many jobs as one run. Reads each file once; the tests wait in a file, so that
 * memory does not grow with them. Close it when everything is written.
 */
public final class Aggregation implements AutoCloseable {
  private final TestSpool spool;
  private final Matrix matrix = new Matrix();
  private final AcrossJobs across = new AcrossJobs();
  private final Map<UUID, String> jobs = new HashMap<>();
  private List<TakenFile> files = List.of();
  private List<String> passedOver = List.of();
  private List<Problem> problems = List.of();
  private @Nullable RunReport report;

  private Aggregation(TestSpool spool) {
    this.spool = spool;
  }

  /**
   * Reads. It blocks.
   *
   * @param output the directory for the result, which is made; what lies there is not read
   * @param expectedJobs how many jobs must have left a report; 0 where nobody knows
   */
  public static Aggregation of(Path reports, Path output, int expectedJobs, Instant now)
      throws IOException {
    Files.createDirectories(output);
    Aggregation aggregation = new Aggregation(TestSpool.in(output));
    try {
      aggregation.read(ReportTree.in(reports, output), expectedJobs, now);
      return aggregation;
    } catch (IOException | RuntimeException e) {
      aggregation.close();
      throw e;
    }
  }

  private void read(ReportTree.Found found, int expectedJobs, Instant now) throws IOException {
    List<TakenFile> taken = new ArrayList<>();
    Map<String, String> byDigest = new HashMap<>();
    for (FoundFile file : found.files()) {
      jobs.put(file.id(), file.job());
      Set<String> suites = new HashSet<>();
      TakenFile one = FileTake.take(file, test -> suites.add(take(file.job(), test)));
      if (one.lostReason() != null) {
        suites.forEach(suite -> matrix.distrust(file.job(), suite));
      }
      String digest = one.sha256();
      String same = digest == null ? null : byDigest.putIfAbsent(digest, file.name());
      taken.add(same == null ? one : one.asCopyOf(same));
    }
    spool.written();
    files = withEmptyJobs(taken);
    for (TakenFile file : files) {
      matrix.addVerdict(
          file.file().job(), Objects.requireNonNullElse(file.verdict(), Verdict.SKIPPED));
    }
    passedOver = found.passedOver();
    problems = problems(found.problems(), expectedJobs);
    if (across.count() > 0) {
      compare();
    }
    report = AggregatedRun.of(this, now);
  }

  /** Gives the suite. */
  private String take(String job, TestView test) {
    String told = test.suite() != null ? test.suite() : test.className();
    String suite = told == null || told.isBlank() ? "tests" : told;
    matrix.addTest(job, suite, test.verdict());
    across.note(job, test);
    spool.add(test);
    return suite;
  }

  private void compare() {
    try (Stream<TestView> tests = spool.open()) {
      tests.forEach(test -> across.compare(Objects.requireNonNull(jobs.get(test.taskId())), test));
    }
  }

  /** A job whose reports hold no test at all has proven nothing. */
  private static List<TakenFile> withEmptyJobs(List<TakenFile> taken) {
    Set<String> proven = new HashSet<>();
    for (TakenFile file : taken) {
      if (file.counts().total() > 0 || file.lostReason() == LostReason.BROKEN_REPORT) {
        proven.add(file.file().group());
      }
    }
    return taken.stream()
        .map(file -> proven.add(file.file().group()) ? file.asEmptyJob() : file)
        .toList();
  }

  private List<Problem> problems(List<Problem> ofTree, int expectedJobs) {
    List<Problem> all = new ArrayList<>(ofTree);
    files.forEach(file -> all.addAll(file.problems()));
    int jobsFound = Set.copyOf(jobs.values()).size();
    if (jobsFound < expectedJobs) {
      String message = "jobs with a report: " + jobsFound + " (expected: " + expectedJobs + ")";
      all.add(Problem.error(ProblemCode.EMPTY_REPORT, ".", message, Position.WHOLE_FILE));
    } else if (files.isEmpty()) {
      String message = "report files: 0 (expected: at least one, as .xml or .json)";
      all.add(Problem.error(ProblemCode.EMPTY_REPORT, ".", message, Position.WHOLE_FILE));
    }
    return List.copyOf(all);
  }

  /** The worst of all; what cannot be trusted is lost, and nothing is green because of it. */
  public Verdict verdict() {
    boolean fault = problems.stream().anyMatch(one -> one.severity() == Severity.ERROR);
    Verdict worst = fault ? Verdict.LOST : null;
    for (TakenFile file : files) {
      Verdict own = Objects.requireNonNullElse(file.verdict(), Verdict.SKIPPED);
      worst = worst == null ? own : worst.worse(own);
    }
    return worst == null ? Verdict.LOST : worst;
  }

  public RunReport report() {
    return Objects.requireNonNull(report, "read first");
  }

  public Matrix matrix() {
    return matrix;
  }

  public AcrossJobs across() {
    return across;
  }

  /** What is wrong with the files, each with its place. */
  public List<Problem> problems() {
    return problems;
  }

  /** Files of these kinds that are no test reports. */
  public List<String> passedOver() {
    return passedOver;
  }

  List<TakenFile> files() {
    return files;
  }

  TestSpool spool() {
    return spool;
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
