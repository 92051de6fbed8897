package dev.verdict.tests.wholesystem;

import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task in the making: one that runs a shell script, or the tests of a directory. */
public record Tasks(
    String name,
    @Nullable List<String> command,
    @Nullable List<String> reports,
    @Nullable List<String> arguments,
    @Nullable Source source,
    int timeout,
    RetryPolicy retry,
    List<PlannedTest> planned) {
  private static final int SECONDS = 60;

  /** A script whose JUnit XML files are its results. */
  public static Tasks script(String name, String script) {
    return new Tasks(
        name,
        List.of("sh", "-c", script),
        List.of("*.xml"),
        null,
        null,
        SECONDS,
        new RetryPolicy(0, 2),
        List.of());
  }

  /** What the pytest of this machine makes of a directory. */
  public static Tasks pytest(String name, Path directory, String... arguments) {
    return new Tasks(
        name,
        null,
        null,
        List.of(arguments),
        new Source.SharedPath(directory.toString()),
        SECONDS,
        new RetryPolicy(0, 2),
        List.of());
  }

  public Tasks in(Path directory) {
    Source where = new Source.SharedPath(directory.toString());
    return new Tasks(name, command, reports, arguments, where, timeout, retry, planned);
  }

  public Tasks within(int seconds) {
    return new Tasks(name, command, reports, arguments, source, seconds, retry, planned);
  }

  public Tasks retried(int times) {
    RetryPolicy again = new RetryPolicy(times, times);
    return new Tasks(name, command, reports, arguments, source, timeout, again, planned);
  }

  /** Only when its worker was lost, or gave it back. */
  public Tasks begunAgain(int times) {
    RetryPolicy again = new RetryPolicy(0, times);
    return new Tasks(name, command, reports, arguments, source, timeout, again, planned);
  }

  public Tasks planning(String... ids) {
    List<PlannedTest> tests =
        Stream.of(ids).map(id -> new PlannedTest(id, id, (String) null)).toList();
    return new Tasks(name, command, reports, arguments, source, timeout, retry, tests);
  }

  public TaskRequest request() {
    String runner = command == null ? "pytest" : null;
    TaskConfig config =
        new TaskConfig(null, command, runner, arguments, null, null, reports, null, Map.of());
    return new TaskRequest(
        "test", null, name, null, null, source, config, null, null, timeout, retry, planned, null,
        Map.of());
  }
}
