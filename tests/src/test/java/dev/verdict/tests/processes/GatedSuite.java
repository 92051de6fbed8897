package dev.verdict.tests.processes;

import dev.verdict.contract.api.TaskRequest;
import dev.verdict.tests.wholesystem.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tasks in groups, with ten tests each. A task ends only when the gate of its group is open, so
 * that a test decides what runs and what waits when something happens to the services. What came to
 * its end is written down, to be seen if it does so twice. The first test of all fails, and the
 * last: a red one from before a fault must not get lost, nor one from after it.
 */
record GatedSuite(Path directory, int groups, int tasks) {
  static final int TESTS_EACH = 10;
  private static final int SECONDS = 240;

  TaskRequest[] requests() {
    return names().stream().map(this::request).toArray(TaskRequest[]::new);
  }

  /** In the order in which they are taken. */
  List<String> names() {
    return IntStream.range(0, tasks).mapToObj(nth -> "task-" + nth).toList();
  }

  int group(String task) {
    return Integer.parseInt(task.substring("task-".length())) * groups / tasks;
  }

  /** The ids of all tests. */
  List<String> tests() {
    return names().stream().flatMap(GatedSuite::tests).toList();
  }

  List<String> failing() {
    return List.of(tests().getFirst(), tests().getLast());
  }

  /** From now on the tasks of this group come to their end. */
  void open(int group) throws IOException {
    Files.createFile(gate(group));
  }

  /** The tasks that came to their end, as often as they did. */
  List<String> ended() throws IOException {
    return Files.readAllLines(ledger());
  }

  private Path gate(int group) {
    return directory.resolve("gate-" + group);
  }

  private Path ledger() {
    return directory.resolve("ended");
  }

  private static Stream<String> tests(String task) {
    return IntStream.range(0, TESTS_EACH).mapToObj(nth -> task + "::test-" + nth);
  }

  private TaskRequest request(String task) {
    List<String> ids = tests(task).toList();
    StringBuilder cases = new StringBuilder();
    for (String id : ids) {
      String name = id.substring(id.indexOf("::") + 2);
      cases.append("<testcase classname=\"%s\" name=\"%s\">".formatted(task, name));
      cases.append(failing().contains(id) ? "<failure message=\"no\"/>" : "");
      cases.append("</testcase>");
    }
    boolean red = ids.stream().anyMatch(failing()::contains);
    String script =
        "echo hello from %s; until [ -e '%s' ]; do sleep 0.1; done; "
                .formatted(task, gate(group(task)))
            + "printf '%%s\\n' '<testsuite name=\"S\">%s</testsuite>' > r.xml; ".formatted(cases)
            + "echo %s >> '%s'; exit %d".formatted(task, ledger(), red ? 1 : 0);
    return Tasks.script(task, script)
        .within(SECONDS)
        .begunAgain(10)
        .planning(ids.toArray(String[]::new))
        .request();
  }
}
