package dev.verdict.reports.inspect;

import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what is reported by more than one file.
 *
 * <p>The same file given twice is an error: it proves nothing twice. The same test in two different
 * files is a warning, since the jobs of a matrix do that on purpose. Within one file a name may
 * come twice: several tools write a second case for a failed tear-down, or name all parameters
 * alike.
 */
final class Duplicates {
  private final Map<String, String> fileByDigest = new HashMap<>();
  private final Map<InspectedTest.Key, InspectedTest> firstByKey = new HashMap<>();

  /** What the files so far and this one report both. */
  List<Problem> add(InspectedFile file, List<InspectedTest> tests) {
    if (file.sha256() != null) {
      String same = fileByDigest.putIfAbsent(file.sha256(), file.file());
      if (same != null) {
        String message = "the same content as " + same + " (expected: each report once)";
        return List.of(
            Problem.error(ProblemCode.DUPLICATE, file.file(), message, Position.WHOLE_FILE));
      }
    }
    Map<String, Repeated> repeatedByFile = new LinkedHashMap<>();
    for (InspectedTest test : tests) {
      InspectedTest first = firstByKey.putIfAbsent(test.key(), test);
      if (first != null && !first.report().equals(test.report())) {
        repeatedByFile.merge(first.report(), new Repeated(test, first, 1), Repeated::plus);
      }
    }
    List<Problem> problems = new ArrayList<>();
    repeatedByFile.values().forEach(repeated -> problems.add(repeated.problem(file.file())));
    return problems;
  }

  /** How many tests of one file were in another already, and the first of them. */
  private record Repeated(InspectedTest test, InspectedTest first, int count) {
    Repeated plus(Repeated other) {
      return new Repeated(test, first, count + other.count);
    }

    Problem problem(String file) {
      String message =
          "%d of its tests are also in %s (the first: '%s', there at %d:%d)"
              .formatted(count, first.report(), test.title(), first.line(), first.column());
      Position at = new Position(test.line(), test.column());
      return Problem.warning(ProblemCode.DUPLICATE, file, message, at);
    }
  }
}
