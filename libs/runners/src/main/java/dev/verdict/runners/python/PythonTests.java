package dev.verdict.runners.python;

import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What Python sources say about the tool that they were written for. */
final class PythonTests {
  /** The names that pytest looks for; those of unittest are {@code test*.py}. */
  static final List<String> PYTEST_FILES = List.of("test_*.py", "*_test.py");

  private static final Pattern TEST_FILE = Pattern.compile("test.*\\.py|.*_test\\.py");
  private static final Pattern PYTEST = Pattern.compile("(?m)^\\s*(import|from) pytest\\b");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^(async )?def test\\w*\\(");
  private static final Pattern PLAIN_CLASS =
      Pattern.compile("(?m)^class Test\\w*\\s*(\\(\\s*\\))?:");
  private static final Pattern UNITTEST = Pattern.compile("(?m)^\\s*(import|from) unittest\\b");

  private PythonTests() {}

  static boolean usePytest(Path root) throws IOException {
    return any(
        root,
        text ->
            PYTEST.matcher(text).find()
                || FUNCTION.matcher(text).find()
                || PLAIN_CLASS.matcher(text).find());
  }

  static boolean useUnittest(Path root) throws IOException {
    return any(root, text -> UNITTEST.matcher(text).find());
  }

  static boolean configurePytest(Path root) throws IOException {
    return Files.exists(root.resolve("pytest.ini"))
        || Files.exists(root.resolve(".pytest.ini"))
        || SourceText.of(root.resolve("pyproject.toml")).contains("[tool.pytest")
        || SourceText.of(root.resolve("setup.cfg")).contains("[tool:pytest]")
        || SourceText.of(root.resolve("tox.ini")).contains("[pytest]")
        || SourceTree.glance(root, file -> SourceTree.nameOf(file).equals("conftest.py"));
  }

  static boolean exist(Path root) throws IOException {
    return any(root, text -> true);
  }

  private static boolean any(Path root, Predicate<String> text) throws IOException {
    return SourceTree.glance(
        root,
        file ->
            TEST_FILE.matcher(SourceTree.nameOf(file)).matches()
                && text.test(SourceText.of(root.resolve(file))));
  }
}
