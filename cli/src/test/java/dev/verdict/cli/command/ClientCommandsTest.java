package dev.verdict.cli.command;

import static dev.verdict.cli.client.FakeService.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.client.FakeService;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientCommandsTest {
  @TempDir private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(FakeService service, String... arguments) {
    CommandLine line = VerdictCommand.line(arguments);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--coordinator", service.url().toString(), "--data-dir", data.resolve("d").toString()));
    return line.execute(all.toArray(String[]::new));
  }

  private static String task(String name, TaskStatus status, Verdict verdict, String reason) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", new UUID(0, 1));
    task.put("name", name);
    task.put("status", status);
    task.put("verdict", verdict);
    task.put("reason", reason);
    return Json.text(task);
  }

  private String file(String content) throws IOException {
    return Files.writeString(data.resolve("tasks.json"), content).toString();
  }

  private static final String GOOD = task("good", TaskStatus.COMPLETED, Verdict.PASSED, "passed");

  @Test
  void whatWasSubmittedHereIsWaitedForAndSaid() throws IOException {
    try (FakeService service = new FakeService(says(201, GOOD))) {
      assertThat(run(service, "submit-task", "--file", file("[{},{}]"))).isZero();
      assertThat(run(service, "wait-completion")).isZero();
      assertThat(err.toString())
          .contains("2 tasks of 'submit-task' at ")
          .contains(" in " + Path.of("").toAbsolutePath());
    }
  }

  @Test
  void aSubmissionThatBrokeOffIsNeitherForgottenNorGreen() throws IOException {
    try (FakeService earlier = new FakeService(says(201, GOOD))) {
      run(earlier, "submit-task", "--file", file("{}"));
    }
    try (FakeService service =
        new FakeService(says(201, GOOD), says(400, "no such runner"), says(200, GOOD))) {
      assertThat(run(service, "submit-task", "--file", file("[{},{}]"))).isNotZero();
      assertThat(run(service, "wait-completion")).isEqualTo(ExitCodes.NOT_COMPLETED);
      assertThat(err.toString()).contains("1 task of 'submit-task'").contains("2 were to be");
    }
    try (FakeService service = new FakeService(says(400, "no"), says(200, GOOD))) {
      run(service, "submit-task", "--file", file("[{},{}]"));
      assertThat(run(service, "wait-completion")).isNotZero();
      assertThat(service.asked()).hasSize(1);
    }
  }

  @Test
  void submissionsOfTwoNamesAreTwo() throws IOException {
    try (FakeService service = new FakeService(says(201, GOOD))) {
      run(service, "submit-task", "--submission", "one", "--file", file("[{},{}]"));
      run(service, "submit-task", "--submission", "two", "--file", file("{}"));
      run(service, "wait-completion", "--submission", "one");
      assertThat(err.toString()).contains("2 tasks of 'submit-task'").contains("submission one");
    }
  }

  @Test
  void aServiceThatFallsSilentIsATimeout() throws IOException {
    try (FakeService service = new FakeService(says(200, GOOD))) {
      service.thenFallsSilentAfter("{");
      String id = new UUID(0, 1).toString();
      assertThat(run(service, "wait-completion", "--ids", id, "--timeout", "1"))
          .isEqualTo(ExitCodes.TIMEOUT);
    }
  }

  @Test
  void theRestartOfAServiceIsBridged() throws IOException {
    try (FakeService service =
        new FakeService(says(503, ""), exchange -> exchange.close(), says(200, GOOD))) {
      assertThat(run(service, "wait-completion", "--ids", new UUID(0, 1).toString())).isZero();
    }
  }

  @Test
  void wordsOfATaskCannotTouchTheScreen() throws IOException {
    String evil =
        task("\u001b]0;pwned\u0007name\nsecond", TaskStatus.FAILED, Verdict.FAILED, "\u001b[2Jwhy");
    try (FakeService service = new FakeService(says(200, evil))) {
      run(service, "wait-completion", "--ids", new UUID(0, 1).toString());
      assertThat(err.toString()).doesNotContain("\u001b").hasLineCount(1).contains("why");
    }
  }
}
