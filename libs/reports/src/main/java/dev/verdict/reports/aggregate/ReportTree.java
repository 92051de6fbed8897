package dev.verdict.reports.aggregate;

import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ReportFormat;
import dev.verdict.reports.text.ReportHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the report files of a directory tree. Links are not followed: a job's files shall not lead
 * out of what was given. What is no test report is told, not read; what may be a broken one is
 * read, so that its fault is told.
 */
final class ReportTree {
  static final int MOST_FILES = 20_000;
  private static final int MOST_LEVELS = 40;
  private static final String OURS = "test_report_";
  private static final String OURS_FOR_GITLAB = "gitlab_" + OURS;
  private static final Set<String> MADE_HERE =
      Set.of("aggregate_report.json", "aggregate_report.xml");
  private static final Set<ReportFormat> NO_TESTS =
      EnumSet.of(ReportFormat.COVERAGE_XML, ReportFormat.OTHER_XML, ReportFormat.HTML);

  private final Path root;
  private final Path output;
  private final List<FoundFile> files = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ReportTree(Path root, Path output) {
    this.root = root;
    this.output = output.toAbsolutePath().normalize();
  }

  /** What there is, in the order of job and name. */
  record Found(List<FoundFile> files, List<String> passedOver, List<Problem> problems) {}

  /**
   * @param output where the result goes: what an earlier aggregation left there is not read again
   */
  static Found in(Path root, Path output) throws IOException {
    ReportTree tree = new ReportTree(root, output);
    Files.walkFileTree(
        root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MOST_LEVELS, tree.visitor());
    List<FoundFile> named = new ArrayList<>(JobNames.name(tree.files));
    named.sort(Comparator.comparing(FoundFile::job).thenComparing(FoundFile::name));
    tree.passedOver.sort(Comparator.naturalOrder());
    return new Found(List.copyOf(named), List.copyOf(tree.passedOver), List.copyOf(tree.problems));
  }

  private SimpleFileVisitor<Path> visitor() {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean ours =
            !directory.equals(root) && directory.toAbsolutePath().normalize().equals(output);
        return ours ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return take(file, attributes);
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) {
        problem(ProblemCode.UNREADABLE, file, "cannot be read: " + failure.getMessage());
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private FileVisitResult take(Path file, BasicFileAttributes attributes) {
    String last = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean candidate = last.endsWith(".xml") || last.endsWith(".json");
    if (!candidate || isMadeHere(file, last) || isTwin(file, last)) {
      return FileVisitResult.CONTINUE;
    }
    if (!attributes.isRegularFile()) {
      passedOver.add(name(file));
      return FileVisitResult.CONTINUE;
    }
    if (files.size() == MOST_FILES) {
      problem(ProblemCode.TOO_LARGE, root, "more than " + MOST_FILES + " report files");
      return FileVisitResult.TERMINATE;
    }
    classify(file, last);
    return FileVisitResult.CONTINUE;
  }

  private void classify(Path file, String last) {
    try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
      ReportHead head = ReportHead.peek(content);
      boolean json = last.endsWith(".json");
      boolean ours = last.startsWith(OURS) || last.startsWith("test-");
      boolean report =
          json
              ? last.startsWith(OURS) || head.text().contains("\"test_run_id\"")
              : ours || !NO_TESTS.contains(ReportFormat.of(head));
      if (report) {
        files.add(new FoundFile(file, name(file), "", json));
      } else {
        passedOver.add(name(file));
      }
    } catch (IOException e) {
      problem(ProblemCode.UNREADABLE, file, "cannot be read: " + e.getMessage());
    }
  }

  /** The same run in another format: our JSON says more than our XML, and one of them counts. */
  private static boolean isTwin(Path file, String last) {
    if (!last.endsWith(".xml")) {
      return false;
    }
    String own = String.valueOf(file.getFileName());
    String run =
        last.startsWith(OURS_FOR_GITLAB)
            ? own.substring(OURS_FOR_GITLAB.length(), own.length() - 4)
            : last.startsWith(OURS) ? own.substring(OURS.length(), own.length() - 4) : null;
    return run != null
        && (isThere(file, OURS + run + ".json")
            || (last.startsWith(OURS_FOR_GITLAB) && isThere(file, OURS + run + ".xml")));
  }

  private static boolean isThere(Path file, String sibling) {
    return Files.isRegularFile(file.resolveSibling(sibling), LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isMadeHere(Path file, String last) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return MADE_HERE.contains(last) && output.equals(parent);
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private void problem(ProblemCode code, Path file, String message) {
    problems.add(Problem.error(code, name(file), message, Position.WHOLE_FILE));
  }
}
