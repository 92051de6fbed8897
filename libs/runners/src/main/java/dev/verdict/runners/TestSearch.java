package dev.verdict.runners;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to look for.
 *
 * @param root the directory of the tests
 * @param patterns of files; empty for those of the runners
 * @param files exactly these, relative to the root or absolute below it; empty to search
 * @param runner its name; empty to choose by what is found
 * @param arguments for the tool, from the person who asks
 * @param environment of the listing commands
 * @param listing whether to ask the tools for their tests; otherwise the plan names files
 * @param timeout of one listing command
 * @param parallel how many listing commands run at once
 */
public record TestSearch(
    Path root,
    List<String> patterns,
    List<String> files,
    Optional<String> runner,
    List<String> arguments,
    Map<String, String> environment,
    boolean listing,
    Duration timeout,
    int parallel) {

  public TestSearch {
    root = root.toAbsolutePath().normalize();
    patterns = List.copyOf(patterns);
    files = List.copyOf(files);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel: " + parallel + " (expected: at least 1)");
    }
  }

  /** Everything below a directory that any runner knows. */
  public static TestSearch in(Path root, Map<String, String> environment) {
    return new TestSearch(
        root,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        environment,
        true,
        Duration.ofMinutes(2),
        Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  public TestSearch withPatterns(List<String> wanted) {
    return new TestSearch(
        root, wanted, files, runner, arguments, environment, listing, timeout, parallel);
  }

  public TestSearch withFiles(List<String> wanted) {
    return new TestSearch(
        root, patterns, wanted, runner, arguments, environment, listing, timeout, parallel);
  }

  public TestSearch withRunner(Optional<String> name) {
    return new TestSearch(
        root, patterns, files, name, arguments, environment, listing, timeout, parallel);
  }

  public TestSearch withArguments(List<String> more) {
    return new TestSearch(
        root, patterns, files, runner, more, environment, listing, timeout, parallel);
  }

  public TestSearch withListing(boolean wanted, Duration most) {
    return new TestSearch(
        root, patterns, files, runner, arguments, environment, wanted, most, parallel);
  }
}
