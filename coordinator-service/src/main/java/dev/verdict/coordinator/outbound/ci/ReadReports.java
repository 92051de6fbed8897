package dev.verdict.coordinator.outbound.ci;

import dev.verdict.contract.TestId;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.coordinator.domain.trigger.Glob;
import dev.verdict.coordinator.usecase.follow.ReportedResults;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportFormat;
import dev.verdict.reports.ReportReaders;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Severity;
import dev.verdict.reports.text.ReportHead;
import dev.verdict.runtime.logging.Masking;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the report files of one run, whether they are artifacts by themselves or lie in archives.
 * Used by one thread after another.
 */
final class ReadReports {
  /** Endings of files that are no reports and hold none. */
  static final Set<String> NEVER =
      Set.of(
          "log", "txt", "html", "json", "png", "jpg", "gif", "svg", "mp4", "webm", "jar", "exe",
          "gz", "tgz", "tar", "whl", "deb", "rpm", "apk", "dmg", "pdf", "md", "css", "js");

  private static final int MOST_PROBLEMS = 50;

  /** That may be reports, of one archive; other XML counts among them. */
  private static final int MOST_ENTRIES = 100_000;

  private static final int HEAD = ReportHead.SIZE;

  private final List<String> patterns;
  private final ReportLimits limits;
  private final MergedPlaces tests;
  private final Map<String, String> known = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final TextBudget text = new TextBudget();
  private int untold;
  private int files;
  private long unpacked;
  private boolean broken;

  /**
   * @param patterns of report files; none: all that are JUnit XML
   */
  ReadReports(List<String> patterns, ReportLimits limits) {
    this.patterns = patterns;
    this.limits = limits;
    this.tests = new MergedPlaces(limits.tests());
  }

  ReportedResults results() {
    List<String> told = new ArrayList<>();
    if (tests.overflow() > 0) {
      told.add(
          tests.overflow()
              + " tests more than are read (expected: at most "
              + limits.tests()
              + ")");
    }
    told.addAll(problems);
    if (untold > 0) {
      told.add(untold + " more problems");
    }
    return new ReportedResults(tests.all(), files, broken || tests.overflow() > 0, told);
  }

  void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(Masking.mask(text));
    } else {
      untold++;
    }
    broken = true;
  }

  /**
   * @param artifact its name, which may be that of a file
   */
  void read(String artifact, Path file) throws IOException {
    if (isArchive(file)) {
      try (ZipFile archive = new ZipFile(file.toFile())) {
        List<? extends ZipEntry> entries = wanted(archive);
        if (entries.size() > MOST_ENTRIES) {
          problem(
              artifact + ": more files that may be reports than " + MOST_ENTRIES + " (not read)");
          return;
        }
        for (ZipEntry entry : entries) {
          try (InputStream in = archive.getInputStream(entry)) {
            read(artifact + "/" + entry.getName(), new BufferedInputStream(in, HEAD));
          }
        }
      } catch (IOException damaged) {
        problem(artifact + ": the archive cannot be read: " + damaged.getMessage());
      }
      return;
    }
    if (patterns.isEmpty() || Glob.anyFits(patterns, artifact)) {
      try (InputStream in = Files.newInputStream(file)) {
        read(artifact, new BufferedInputStream(in, HEAD));
      }
    }
  }

  private static boolean isArchive(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
    }
  }

  /** By name, so that whoever reads them again reads them in the same order. */
  private List<? extends ZipEntry> wanted(ZipFile archive) {
    return archive.stream()
        .filter(entry -> !entry.isDirectory())
        .filter(
            entry ->
                patterns.isEmpty()
                    ? entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml")
                    : Glob.anyFits(patterns, entry.getName()))
        .limit(MOST_ENTRIES + 1L)
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private void read(String place, BufferedInputStream content) throws IOException {
    if (patterns.isEmpty() && !mayBeReport(ReportFormat.of(ReportHead.peek(content)))) {
      return;
    }
    if (++files > limits.files()) {
      files = limits.files();
      problem(place + ": more report files than " + limits.files() + " (not read)");
      return;
    }
    MessageDigest sha256 = sha256();
    BoundedInput bounded =
        new BoundedInput(new DigestInputStream(content, sha256), limits.unpackedBytes() - unpacked);
    text.mark();
    List<TestOutcome> cases = new ArrayList<>();
    int[] left = new int[1];
    ReadResult result =
        ReportReaders.read(
            bounded,
            place,
            found -> {
              if (cases.size() > limits.tests()) {
                return;
              }
              TestOutcome test = outcome(found);
              if (text.hasRoomFor(test)) {
                cases.add(test);
              } else {
                left[0]++;
              }
            });
    if (!toItsEnd(place, bounded)) {
      text.giveBack();
      return;
    }
    String same = known.putIfAbsent(HexFormat.of().formatHex(sha256.digest()), place);
    if (same != null && !cases.isEmpty()) {
      text.giveBack();
      problem(place + ": the same report as " + same + " (read once)");
      return;
    }
    if (left[0] > 0) {
      problem(place + ": " + left[0] + " tests whose names are too much text (not read)");
    }
    broken |= !result.complete();
    result.problems().stream()
        .filter(one -> one.severity() == Severity.ERROR)
        .forEach(one -> problem(one.toString()));
    cases.forEach(found -> tests.add(place, found));
  }

  /** Also what the reader did not want: the digest is of the whole file. */
  private boolean toItsEnd(String place, BoundedInput content) {
    try {
      content.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException tooMuch) {
      problem(place + ": " + tooMuch.getMessage());
      return false;
    } finally {
      unpacked += content.count();
    }
  }

  /** An empty file may have been one: it is said that it is not. Other XML has other readers. */
  private static boolean mayBeReport(ReportFormat format) {
    return format == ReportFormat.JUNIT_XML || format == ReportFormat.EMPTY;
  }

  private TestOutcome outcome(ReportedCase found) {
    @Nullable String group = found.className();
    if (group == null || group.isBlank()) {
      group = found.suite();
    }
    String id = group == null || group.isBlank() ? found.name() : group + "::" + found.name();
    return new TestOutcome(
        TestId.bounded(id.isBlank() ? "(without a name)" : id),
        found.suite(),
        found.className(),
        found.name(),
        found.file(),
        found.verdict(),
        found.seconds(),
        masked(found.message()),
        found.type(),
        masked(text.stack(found.detail())),
        null,
        found.reruns());
  }

  private static @Nullable String masked(@Nullable String text) {
    return text == null ? null : Masking.mask(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
