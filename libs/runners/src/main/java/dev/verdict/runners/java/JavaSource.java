package dev.verdict.runners.java;

import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the text of a test source tells without a compiler. */
final class JavaSource {
  /** The names that Maven's and Gradle's users and JUnit itself expect. */
  static final List<String> TEST_NAMES = List.of("Test*", "*Test", "*Tests", "*TestCase");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");
  private static final Pattern TEST_ANNOTATION =
      Pattern.compile(
          "@(\\w+\\.)*\\w*(Tests?|TestFactory|TestTemplate|Property|Theory|Suite|RunWith)\\b");

  private final String file;
  private final String text;

  JavaSource(Path root, String file) {
    this.file = file;
    this.text = SourceText.of(root.resolve(file));
  }

  static List<String> patterns(String directories, String... extensions) {
    return TEST_NAMES.stream()
        .flatMap(name -> Stream.of(extensions).map(extension -> directories + name + extension))
        .toList();
  }

  /**
   * Whether it may hold tests. A class by such a name need not: it may be abstract, or only help.
   * What is in doubt, a class that extends another, may.
   */
  boolean mayHoldTests() {
    if (!file.endsWith(".java")) {
      return true;
    }
    Matcher type =
        Pattern.compile(
                "(?m)^([^*/\\n]*?)\\b(class|interface|enum|record)\\s+" + stem() + "\\b([^{]*)")
            .matcher(text);
    if (!type.find()) {
      return TEST_ANNOTATION.matcher(text).find();
    }
    boolean concrete = type.group(2).equals("class") && !type.group(1).contains("abstract");
    boolean inherits = type.group(3).contains("extends");
    return concrete && (inherits || TEST_ANNOTATION.matcher(text).find());
  }

  boolean names(String word) {
    return text.contains(word);
  }

  boolean declares(String simpleName) {
    return Pattern.compile(
            "\\b(class|interface|record|object)\\s+" + Pattern.quote(simpleName) + "\\b")
        .matcher(text)
        .find();
  }

  String packageName() {
    Matcher matcher = PACKAGE.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  String className() {
    return packageName().isEmpty() ? stem() : packageName() + "." + stem();
  }

  /** The directory that packages are counted from, relative to the root of the tests. */
  String sourceRoot() {
    String directory = SourceTree.directoryOf(file);
    String packagePath = packageName().replace('.', '/');
    if (packagePath.isEmpty() || directory.equals(packagePath)) {
      return packagePath.isEmpty() ? directory : "";
    }
    return directory.endsWith("/" + packagePath)
        ? directory.substring(0, directory.length() - packagePath.length() - 1)
        : directory;
  }

  private String stem() {
    String name = SourceTree.nameOf(file);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
