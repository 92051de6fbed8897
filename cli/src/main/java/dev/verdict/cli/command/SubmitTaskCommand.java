package dev.verdict.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.TaskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict submit-task}. */
@Command(
    name = "submit-task",
    mixinStandardHelpOptions = true,
    description =
        "Submits the tasks of a JSON file (one task, or a list) and prints their ids, one a line.")
final class SubmitTaskCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private Submission submission = new Submission();

  @Option(names = "--file", required = true, paramLabel = "FILE", description = "The tasks.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    List<JsonNode> tasks = tasks();
    ApiClient coordinator = connection.client();
    SubmittedTasks submitted = SubmittedTasks.of(connection.dataDirectory(), submission);
    submitted.begin(tasks.size());
    for (JsonNode task : tasks) {
      String id = coordinator.post("/api/v1/tasks", task, TaskView.class).id().toString();
      submitted.add(id);
      spec.commandLine().getOut().println(id);
    }
    return ExitCodes.ALL_PASSED;
  }

  private List<JsonNode> tasks() throws IOException {
    if (!Files.isReadable(file)) {
      throw new WrongUsage("--file: " + file + " (expected: a file that can be read)");
    }
    JsonNode content;
    try {
      content = Json.tree(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--file: " + file + ": " + e.getMessage());
    }
    List<JsonNode> tasks = new ArrayList<>();
    if (content.isArray()) {
      content.forEach(tasks::add);
    } else {
      tasks.add(content);
    }
    if (tasks.isEmpty() || !tasks.stream().allMatch(JsonNode::isObject)) {
      throw new WrongUsage(
          "--file: "
              + file
              + " (expected: a task, or a list of at least one task, as JSON objects)");
    }
    return tasks;
  }
}
