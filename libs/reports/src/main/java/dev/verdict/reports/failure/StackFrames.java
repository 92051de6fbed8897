package dev.verdict.reports.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frames of a stack that tell where it went wrong, the innermost first: without line numbers,
 * without those of runners and platforms, and without the test's own, so that two tests that fail
 * in one place of the program share them.
 */
final class StackFrames {
  private static final int MOST_LINES = 400;
  private static final int MOST_FRAMES = 5;

  /** {@code at dev.shop.Basket.total(Basket.java:17)}, also of Kotlin and Scala. */
  private static final Pattern JAVA = Pattern.compile("^\\s*+at ([\\w$<>./@-]++)\\([^)]*+\\)");

  /** {@code at total (/src/basket.js:17:3)} and {@code at /src/basket.js:17:3}. */
  private static final Pattern SCRIPT =
      Pattern.compile("^\\s*+at (?:(.*?) )?\\(?(\\S+?):\\d++:\\d++\\)?$");

  /**
   * {@code File "/src/basket.py", line 17, in total}, and as pytest has it: {@code
   * src/basket.py:17: KeyError}.
   */
  private static final Pattern PYTHON =
      Pattern.compile("^\\s*+File \"([^\"]++)\", line \\d++, in (\\S++)|^(\\S++\\.py):\\d++: .*");

  private static final List<String> OF_NO_INTEREST =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "org.junit.",
          "org.testng.",
          "org.assertj.",
          "org.hamcrest.",
          "org.opentest4j.",
          "org.mockito.",
          "kotlin.",
          "scala.",
          "org.gradle.",
          "org.apache.maven.",
          "worker.org.gradle.",
          "node:",
          "internal/");
  private static final List<String> NOT_OURS =
      List.of("/site-packages/", "/node_modules/", "/lib/python", "/_pytest/", "/unittest/");

  private StackFrames() {}

  static List<String> telling(String detail, String place) {
    List<String> frames = new ArrayList<>();
    boolean innermostLast = false;
    for (String line : detail.lines().limit(MOST_LINES).toList()) {
      if (line.length() > 500) {
        continue;
      }
      boolean at = line.stripLeading().startsWith("at ");
      if (!at && !line.contains("File \"") && !line.contains(".py:")) {
        continue;
      }
      Matcher python = PYTHON.matcher(line);
      if (!at && python.find()) {
        innermostLast = true;
        String file = python.group(1) == null ? python.group(3) : python.group(1);
        add(frames, file, python.group(2) == null ? "" : python.group(2), place, MOST_LINES);
        continue;
      }
      Matcher java = JAVA.matcher(line);
      if (java.find()) {
        addJava(frames, java.group(1), place);
        continue;
      }
      Matcher script = SCRIPT.matcher(line);
      if (script.find()) {
        String function = script.group(1) == null ? "" : script.group(1);
        add(frames, script.group(2), function, place, MOST_FRAMES);
      }
    }
    if (innermostLast) {
      Collections.reverse(frames);
    }
    return frames.size() > MOST_FRAMES ? frames.subList(0, MOST_FRAMES) : frames;
  }

  private static void addJava(List<String> frames, String method, String place) {
    // A module may stand before the class: java.base/java.util.List
    String name = method.substring(method.indexOf('/') + 1);
    boolean skipped = OF_NO_INTEREST.stream().anyMatch(name::startsWith);
    String type = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (!skipped && frames.size() < MOST_FRAMES && !isTest(type.replace('.', '/'), place)) {
      frames.add(name);
    }
  }

  private static void add(
      List<String> frames, String file, String function, String place, int most) {
    String path = file.replace('\\', '/');
    boolean skipped =
        NOT_OURS.stream().anyMatch(path::contains)
            || OF_NO_INTEREST.stream().anyMatch(path::startsWith);
    if (!skipped && frames.size() < most && !isTest(path, place)) {
      frames.add(path.substring(path.lastIndexOf('/') + 1) + " " + function);
    }
  }

  /** The place is a file or a class, from whichever directory it is seen. */
  private static boolean isTest(String path, String place) {
    if (place.isBlank()) {
      return false;
    }
    String test = place.replace('\\', '/');
    String asClass = test.replace('.', '/');
    String outer = path.indexOf('$') > 0 ? path.substring(0, path.indexOf('$')) : path;
    return path.endsWith(test) || test.endsWith(path) || outer.endsWith(asClass);
  }
}
