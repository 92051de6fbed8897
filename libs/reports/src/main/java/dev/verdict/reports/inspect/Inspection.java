package dev.verdict.reports.inspect;

import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.Severity;
import dev.verdict.reports.Totals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a set of report files says together. Written with {@link dev.verdict.contract.Json}, it is
 * the output of {@code verdict inspect --output json}.
 *
 * @param trusted whether a run may be called green because of these files
 * @param totals of all files; a file that was given twice counts once
 * @param files each file by itself
 * @param tests of all files, in their order
 * @param problems of all files and of their being together
 */
public record Inspection(
    boolean trusted,
    Totals totals,
    List<InspectedFile> files,
    List<InspectedTest> tests,
    List<Problem> problems) {

  public Inspection {
    files = List.copyOf(files);
    tests = List.copyOf(tests);
    problems = List.copyOf(problems);
  }

  /** Reads all files, one after the other. It blocks. */
  public static Inspection of(List<Path> paths) {
    List<InspectedTest> tests = new ArrayList<>();
    List<InspectedFile> files = new ArrayList<>();
    Duplicates duplicates = new Duplicates();
    for (Path path : paths) {
      List<InspectedTest> ofFile = new ArrayList<>();
      InspectedFile file = FileInspector.inspect(path, ofFile::add);
      files.add(file.with(duplicates.add(file, ofFile)));
      tests.addAll(ofFile);
    }
    return together(files, tests);
  }

  private static Inspection together(List<InspectedFile> files, List<InspectedTest> tests) {
    Totals totals = Totals.NONE;
    List<Problem> problems = new ArrayList<>();
    Set<String> counted = new HashSet<>();
    for (InspectedFile file : files) {
      problems.addAll(file.problems());
      if (file.sha256() == null || counted.add(file.sha256())) {
        totals = totals.plus(file.totals());
      }
    }
    if (totals.tests() == 0 && files.stream().allMatch(InspectedFile::trusted)) {
      String message = "tests: 0 in " + files.size() + " files (expected: at least one test)";
      problems.add(
          Problem.error(ProblemCode.EMPTY_REPORT, "all files", message, Position.WHOLE_FILE));
    }
    boolean trusted =
        files.stream().allMatch(InspectedFile::trusted)
            && problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    return new Inspection(trusted, totals, files, tests, problems);
  }
}
