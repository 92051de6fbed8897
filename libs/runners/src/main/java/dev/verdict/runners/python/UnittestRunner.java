package dev.verdict.runners.python;

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
import dev.verdict.runners.BundledFile;
import dev.verdict.runners.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's own unittest, through a small program of ours, since unittest neither lists its tests
 * nor writes JUnit XML. A sub-test is not a test of its own: unittest does not count it either.
 */
public final class UnittestRunner implements TestRunner {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTING = "listing.json";

  @Override
  public String name() {
    return "unittest";
  }

  @Override
  public List<String> filePatterns() {
    return List.of("test*.py");
  }

  @Override
  public int recognises(Path root) throws IOException {
    return PythonTests.useUnittest(root) ? 70 : 0;
  }

  @Override
  public boolean listsTogether() {
    return true;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) throws IOException {
    return Optional.of(command(task, "list", task.scratch().resolve(LISTING)));
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output)
      throws IOException, ListingFailed {
    Path listing = task.scratch().resolve(LISTING);
    if (!Files.exists(listing)) {
      throw new ListingFailed("unittest could not start:\n" + Said.lately(output));
    }
    JsonNode said = JSON.readTree(listing.toFile());
    List<ListedTest> tests = new ArrayList<>();
    for (JsonNode test : said.get("tests")) {
      String file = test.get("file").asText();
      String id = id(file, test.get("class").asText(), test.get("name").asText());
      tests.add(new ListedTest(id, test.get("name").asText(), file));
    }
    if (tests.isEmpty() && !said.get("problems").isEmpty()) {
      throw new ListingFailed(
          "unittest could not import:\n" + Said.tail(said.get("problems").get(0).asText()));
    }
    return tests;
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    return command(task, "run", report(task));
  }

  private static Command command(RunnerTask task, String action, Path output) throws IOException {
    Path program = BundledFile.write(UnittestRunner.class, "verdict_unittest.py", task.scratch());
    Path request = task.scratch().resolve("request.json");
    JSON.writeValue(request.toFile(), Map.of("files", task.unit().files(), "only", task.only()));
    List<String> arguments = new ArrayList<>(List.of("python3"));
    arguments.addAll(task.arguments());
    arguments.addAll(List.of(program.toString(), action, request.toString(), output.toString()));
    return new Command(arguments, task.root(), Map.of());
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(report(task).toString());
  }

  private static Path report(RunnerTask task) {
    return task.scratch().resolve("unittest.xml");
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    String place = test.className() == null ? "" : test.className();
    return id(file(task, test).orElse(""), place, test.name());
  }

  private static String id(String file, String place, String name) {
    if (place.isEmpty()) {
      return name.equals(file) ? file : file + "::" + name;
    }
    return file + "::" + place + "::" + name;
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    return Optional.ofNullable(test.file());
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      case 5 -> ExitMeaning.NO_TESTS;
      default -> ExitMeaning.BROKEN;
    };
  }
}
