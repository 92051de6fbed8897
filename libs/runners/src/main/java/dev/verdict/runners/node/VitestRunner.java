package dev.verdict.runners.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vitest. */
public final class VitestRunner implements TestRunner {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "vitest";
  }

  @Override
  public List<String> filePatterns() {
    return NodePackage.patterns(
        List.of("*.test", "*.spec"), List.of("js", "jsx", "ts", "tsx", "mjs", "mts", "cjs", "cts"));
  }

  @Override
  public int recognises(Path root) throws IOException {
    return NodePackage.sureness(root, "vitest");
  }

  @Override
  public boolean listsTogether() {
    return true;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) {
    List<String> arguments = List.of("list", "--json=" + listingFile(task));
    return Optional.of(command(task, arguments, Map.of("NO_COLOR", "1")));
  }

  private static Path listingFile(RunnerTask task) {
    return task.scratch().resolve("listing.json");
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output)
      throws IOException, ListingFailed {
    if (output.exitCode() != 0 || !Files.exists(listingFile(task))) {
      throw new ListingFailed("vitest could not list:\n" + Said.lately(output));
    }
    Path root = task.root().toRealPath();
    List<ListedTest> tests = new ArrayList<>();
    for (JsonNode test : JSON.readTree(listingFile(task).toFile())) {
      String file =
          root.relativize(Path.of(test.get("file").asText())).toString().replace('\\', '/');
      String name = test.get("name").asText();
      tests.add(new ListedTest(NodeTests.id(file, name), name, file));
    }
    return tests.isEmpty() ? wholeFiles(task) : tests;
  }

  /** The list leaves out tests that are to be skipped, so that nothing in it does not mean none. */
  private static List<ListedTest> wholeFiles(RunnerTask task) {
    return task.unit().files().stream()
        .map(file -> new ListedTest(file, file, file, true))
        .toList();
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--reporter=default"));
    arguments.add("--reporter=" + NodeTests.reporter(task, "verdict_vitest.mjs"));
    if (!task.only().isEmpty()) {
      arguments.add("--testNamePattern=" + NodeTests.namePattern(task.only()));
    }
    return command(task, arguments, NodeTests.environment(task));
  }

  /** Vitest takes a file for a part of a path; an absolute one is a part of no other. */
  private static Command command(
      RunnerTask task, List<String> options, Map<String, String> environment) {
    List<String> files = task.unit().files();
    NodePackage own = NodePackage.of(task.root(), files.isEmpty() ? "" : files.get(0));
    List<String> arguments = new ArrayList<>();
    arguments.add(own.program("vitest"));
    arguments.addAll(options);
    arguments.addAll(task.arguments());
    files.stream()
        .filter(file -> NodePackage.of(task.root(), file).equals(own))
        .forEach(file -> arguments.add(task.root().resolve(file).toString()));
    return new Command(arguments, own.directory(), environment);
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(NodeTests.report(task).toString());
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return NodeTests.identity(test);
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    return NodeTests.file(test);
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      default -> ExitMeaning.BROKEN;
    };
  }
}
