package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.reports.write.highlights.FailureKind;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tests that are noted beside a test run: the bad ones, what is new first. Blocks. */
final class WorstTests {
  /** More would not be read, and each fifty of them are a call. */
  private static final int MOST = 200;

  private static final int LINES = 30;
  private static final int CHARACTERS = 4_000;
  private static final int LONGEST_NAME = 250;

  private WorstTests() {}

  static List<TestResult> of(Story story) {
    if (!story.isOver() || story.report().run().counts().bad() == 0) {
      return List.of();
    }
    List<TestResult> fresh = new ArrayList<>();
    List<TestResult> before = new ArrayList<>();
    try (Stream<TestView> tests = story.report().tests().open()) {
      tests
          .filter(test -> test.verdict() != null && !test.verdict().isGood())
          .forEach(
              test -> {
                boolean old = story.baseline().brokenBefore().contains(test.id());
                List<TestResult> all = old ? before : fresh;
                if (all.size() < MOST) {
                  all.add(result(test, old ? story.baseline().branch() : null));
                }
              });
    }
    return Stream.concat(fresh.stream(), before.stream()).limit(MOST).toList();
  }

  private static TestResult result(TestView test, @Nullable String brokenOn) {
    String title = FailureKind.title(test);
    String message =
        brokenOn == null ? title : title + "\n(was broken before, on " + brokenOn + ")";
    String detail = test.detail();
    return new TestResult(
        Cut.middle(VisibleText.line(test.name()), LONGEST_NAME),
        test.verdict() == Verdict.FAILED ? TestResult.Outcome.FAILED : TestResult.Outcome.ERROR,
        test.file(),
        line(test),
        Duration.ofMillis((long) (Math.max(0, test.seconds()) * 1_000)),
        message,
        detail == null || detail.isBlank()
            ? null
            : VisibleText.lines(Cut.lines(detail, LINES, CHARACTERS)));
  }

  /** The last line of the file that the failure names: where the test itself stands. */
  static @Nullable Integer line(TestView test) {
    String file = test.file();
    String detail = test.detail();
    if (file == null || file.isBlank() || detail == null) {
      return null;
    }
    String name = file.substring(file.lastIndexOf('/') + 1);
    Matcher places =
        Pattern.compile(Pattern.quote(name) + "(?:\"?, line |:)(\\d{1,7})")
            .matcher(Cut.middle(detail, 20_000));
    Integer line = null;
    while (places.find()) {
      line = Integer.valueOf(places.group(1));
    }
    return line;
  }
}
