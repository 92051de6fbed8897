package dev.verdict.runners.java;

import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The little that we read out of a {@code pom.xml} to know its modules, without resolving anything.
 *
 * @param root the directory of the tests
 * @param directory of the module, relative to the root; empty for the root itself
 */
record Pom(Path root, String directory) {
  static final String NAME = "pom.xml";

  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>\\s*([^<]+?)\\s*</artifactId>");
  private static final Pattern TESTS =
      Pattern.compile("<testSourceDirectory>\\s*([^<]+?)\\s*</testSourceDirectory>");
  private static final Pattern NOT_OURS =
      Pattern.compile("(?s)<!--.*?-->|<parent>.*?</parent>|<dependencies>.*?</dependencies>");

  /** The nearest above a file; the root's if there is none. */
  static Pom of(Path root, String file) {
    String directory = SourceTree.directoryOf(file);
    while (!directory.isEmpty() && !exists(root, directory)) {
      directory = SourceTree.directoryOf(directory);
    }
    return new Pom(root, directory);
  }

  private static boolean exists(Path root, String directory) {
    return Files.exists(root.resolve(directory).resolve(NAME));
  }

  boolean exists() {
    return exists(root, directory);
  }

  /** The module that Maven has to be started in, so that it builds what this one needs. */
  Pom reactor() {
    Pom reactor = this;
    for (String above = directory; !above.isEmpty(); ) {
      above = SourceTree.directoryOf(above);
      Pom parent = new Pom(root, above);
      if (parent.exists() && parent.modules().contains(reactor.below(parent))) {
        reactor = parent;
      }
    }
    return reactor;
  }

  /** The path from a module above. */
  String below(Pom above) {
    if (directory.equals(above.directory)) {
      return "";
    }
    return above.directory.isEmpty()
        ? directory
        : directory.substring(above.directory.length() + 1);
  }

  List<String> modules() {
    return MODULE.matcher(text()).results().map(Pom::value).toList();
  }

  /**
   * The directory, and for the root, which has no name that is the same everywhere, the artifact.
   */
  String name() {
    return directory.isEmpty()
        ? ARTIFACT.matcher(text()).results().map(Pom::value).findFirst().orElse(NAME)
        : directory;
  }

  /** Where the test classes stand; relative to the root, with a {@code /} at its end. */
  String testSources() {
    String own = TESTS.matcher(text()).results().map(Pom::value).findFirst().orElse("src/test");
    String relative = own.replace("${project.basedir}/", "").replace("${basedir}/", "");
    return (directory.isEmpty() ? "" : directory + "/") + relative + "/";
  }

  private static String value(MatchResult match) {
    return match.group(1).strip();
  }

  private String text() {
    String text = SourceText.of(root.resolve(directory).resolve(NAME));
    return NOT_OURS.matcher(text).replaceAll("");
  }
}
