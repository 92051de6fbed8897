package dev.verdict.reports.aggregate;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TestId;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportReaders;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one file once, with its digest, and hands on its tests. */
final class FileTake {
  private static final UUID NO_RUN = new UUID(0, 0);

  private final FoundFile file;
  private final UUID id;
  private final Consumer<TestView> tests;
  private final Tally tally = new Tally();
  private double seconds;

  private FileTake(FoundFile file, Consumer<TestView> tests) {
    this.file = file;
    this.id = file.id();
    this.tests = tests;
  }

  static TakenFile take(FoundFile file, Consumer<TestView> tests) {
    return new FileTake(file, tests).take();
  }

  private TakenFile take() {
    MessageDigest sha256 = sha256();
    try (InputStream content = new DigestInputStream(Files.newInputStream(file.path()), sha256)) {
      TakenFile taken = file.saved() ? saved(content) : junit(content);
      // A reader stops at a fault; the digest is of all.
      content.transferTo(OutputStream.nullOutputStream());
      return taken.withDigest(HexFormat.of().formatHex(sha256.digest()));
    } catch (IOException e) {
      ProblemLog log = new ProblemLog(file.name());
      log.error(ProblemCode.UNREADABLE, "cannot be read: " + e.getMessage(), Position.WHOLE_FILE);
      return taken(log.problems(), null, null, null, null);
    }
  }

  private TakenFile junit(InputStream content) {
    ReadResult result = ReportReaders.read(content, file.name(), found -> add(view(found)));
    return taken(result.problems(), null, null, null, null);
  }

  private TakenFile saved(InputStream content) {
    ProblemLog log = new ProblemLog(file.name());
    SavedReport report = SavedReport.read(content, log, test -> add(ofThisFile(test)));
    seconds = Math.max(seconds, report.seconds);
    Verdict verdict = report.verdict;
    String reason = report.reason;
    if (verdict == null && !log.hasError()) {
      verdict = Verdict.LOST;
      reason = "the run had not ended when its report was written";
    }
    return taken(log.problems(), report.name, verdict, reason, report);
  }

  private TakenFile taken(
      List<Problem> problems,
      @Nullable String name,
      @Nullable Verdict told,
      @Nullable String toldReason,
      @Nullable SavedReport report) {
    Verdict verdict = told;
    String reason = toldReason;
    LostReason lost = null;
    Verdict worst = tally.worst();
    if (worst != null) {
      verdict = verdict == null ? worst : verdict.worse(worst);
    }
    Problem fault =
        problems.stream().filter(one -> one.severity() == Severity.ERROR).findFirst().orElse(null);
    if (fault != null) {
      verdict = verdict == null ? Verdict.LOST : verdict.worse(Verdict.LOST);
      reason = fault.message();
      lost = LostReason.BROKEN_REPORT;
    }
    int total = tally.counts().total();
    Completeness completeness = report == null ? null : report.completeness;
    return new TakenFile(
        file,
        null,
        name,
        verdict,
        reason,
        lost,
        tally.counts(),
        completeness == null ? new Completeness(total, total, List.of()) : completeness,
        seconds,
        report == null ? null : report.startedAt,
        problems);
  }

  private void add(TestView test) {
    tally.add(test.verdict());
    if (Double.isFinite(test.seconds()) && !file.saved()) {
      seconds += Math.max(0, test.seconds());
    }
    tests.accept(test);
  }

  private TestView ofThisFile(TestView test) {
    return new TestView(
        test.id(),
        NO_RUN,
        id,
        test.attempt(),
        test.suite(),
        test.className(),
        test.name(),
        test.file(),
        test.verdict(),
        test.lostReason(),
        test.seconds(),
        test.message(),
        test.type(),
        test.detail(),
        test.planned(),
        test.flaky());
  }

  private TestView view(ReportedCase found) {
    String group = found.className() == null ? found.suite() : found.className();
    String suite = found.suitePath().isEmpty() ? found.className() : found.suitePath().getFirst();
    return new TestView(
        TestId.bounded(group == null ? found.name() : group + "::" + found.name()),
        NO_RUN,
        id,
        1,
        suite,
        found.className(),
        found.name(),
        found.file(),
        found.verdict(),
        null,
        found.seconds(),
        found.message(),
        found.type(),
        found.detail(),
        true,
        found.reruns() > 0 && found.verdict() == Verdict.PASSED);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
