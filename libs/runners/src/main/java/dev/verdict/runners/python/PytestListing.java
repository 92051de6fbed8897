package dev.verdict.runners.python;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.runners.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what our plugin for pytest wrote down while pytest collected. */
final class PytestListing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PytestListing() {}

  static List<ListedTest> read(Path file, CommandOutput output) throws IOException, ListingFailed {
    if (!Files.exists(file)) {
      throw new ListingFailed("pytest could not start:\n" + Said.lately(output));
    }
    JsonNode said = JSON.readTree(file.toFile());
    List<ListedTest> tests = new ArrayList<>();
    said.get("tests").forEach(test -> tests.add(test(test)));
    // A file that skips itself is reported as one test that has the file's name.
    said.get("skipped").forEach(skipped -> tests.add(wholeFile(skipped.asText())));
    boolean collected = output.exitCode() == 0 || output.exitCode() == 5;
    if (tests.isEmpty() && !collected) {
      throw new ListingFailed("pytest could not collect:\n" + problem(said, output));
    }
    return tests;
  }

  private static ListedTest test(JsonNode test) {
    String inside = test.get("inside").asText();
    if (test.get("file").isNull()) {
      return new ListedTest(test.get("node").asText(), inside, null);
    }
    String file = test.get("file").asText();
    return inside.isEmpty() ? wholeFile(file) : new ListedTest(file + "::" + inside, inside, file);
  }

  private static ListedTest wholeFile(String file) {
    return new ListedTest(file, file, file);
  }

  private static String problem(JsonNode said, CommandOutput output) {
    if (said.get("problems").isEmpty()) {
      return Said.lately(output);
    }
    return Said.tail(
        StreamSupport.stream(said.get("problems").spliterator(), false)
            .map(problem -> problem.get("text").asText())
            .collect(joining("\n")));
  }
}
