package dev.verdict.plugin.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A test tool, such as pytest. Found by {@link java.util.ServiceLoader}; two with one name are an
 * error.
 *
 * <p>All methods are called on a thread that may block, and may be called by several threads at
 * once.
 */
public interface TestRunner {
  /** The name by which people choose it: lower case, no spaces. */
  String name();

  /**
   * Glob patterns of file names that hold tests when nobody says otherwise, such as {@code
   * test_*.py}.
   */
  List<String> filePatterns();

  /**
   * How sure this runner is that the tests under {@code root} are its own: 0 is not at all, 100 is
   * that a file names it. The surest runner is chosen; a tie is an error that names both.
   */
  int recognises(Path root) throws IOException;

  /**
   * Groups files into what is scheduled as one task each. One file a task, unless the tool cannot
   * (a Maven module, a Go package).
   *
   * @param root the directory of the tests
   * @param files paths relative to {@code root}, with {@code /}, sorted
   */
  default List<TestUnit> units(Path root, List<String> files) throws IOException {
    return files.stream().map(file -> new TestUnit(file, List.of(file))).toList();
  }

  /**
   * The command that lists the tests of a unit without running them; empty where the tool has none,
   * and then the plan names files.
   */
  default Optional<Command> listing(RunnerTask task) throws IOException {
    return Optional.empty();
  }

  /**
   * Reads the output of {@link #listing}. No test at all means that the tool knows these files and
   * finds nothing in them.
   *
   * @throws ListingFailed when the tool said that it could not list, for example because a file
   *     does not compile
   */
  default List<ListedTest> listed(RunnerTask task, CommandOutput output)
      throws IOException, ListingFailed {
    return List.of();
  }

  /**
   * Whether {@link #listing} takes a unit of many files and {@link #listed} names the file of each
   * test. Then one command lists the whole suite; a file that it says nothing about is asked again
   * alone.
   */
  default boolean listsTogether() {
    return false;
  }

  /**
   * Whether {@link #execution} takes a unit of several files of one directory and {@link #file}
   * tells them apart in the report. Then they can share a task, and the start of the tool.
   */
  default boolean runsTogether() {
    return false;
  }

  /**
   * The command that runs the unit and leaves JUnit XML where {@link #reports} says, or says on its
   * standard output what {@link #converter} makes JUnit XML of.
   */
  Command execution(RunnerTask task) throws IOException;

  /**
   * Where {@link #execution} leaves its reports, as globs; a path that is not absolute is under
   * {@link RunnerTask#root}.
   */
  List<String> reports(RunnerTask task);

  /**
   * Present where the tool writes no JUnit XML itself. Whoever runs the command then keeps its
   * standard output and hands it over.
   */
  default Optional<OutputConverter> converter() {
    return Optional.empty();
  }

  /**
   * The stable identity of a test that a report names; the same as {@link ListedTest#id} of the
   * listed test. It holds no absolute path and nothing that differs between machines.
   */
  String identity(RunnerTask task, ReportedTest test);

  /**
   * The file, relative to the root, that a reported test comes from; empty where it cannot be told.
   */
  default Optional<String> file(RunnerTask task, ReportedTest test) {
    return task.unit().files().size() == 1
        ? Optional.of(task.unit().files().get(0))
        : Optional.empty();
  }

  /**
   * What the tool means by its exit code. A number that it does not define is {@link
   * ExitMeaning#BROKEN}.
   */
  ExitMeaning meaning(int exitCode);
}
