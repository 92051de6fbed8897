package dev.verdict.tests.delivery;

import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.tests.wholesystem.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The runs that are gone through once in peace and once in disorder, all at the same time. */
record Suite(Path directory) {
  private static final String SAYS =
      "for i in 1 2 3 4 5 6 7 8; do echo \"line $i of %s\"; sleep 0.1; done; ";

  List<RunRequest> runs() {
    return Stream.of("alpha", "beta", "gamma").map(this::run).toList();
  }

  private RunRequest run(String name) {
    List<TaskRequest> tasks =
        List.of(
            Tasks.script("passes", said("passes", "", 0)).planning("S::one", "S::two").request(),
            Tasks.script("fails", said("fails", "<failure message=\"no\"/>", 1)).request(),
            flaky(name));
    return new RunRequest(name, null, null, null, null, null, null, tasks, null);
  }

  /** Fails the first time. */
  private TaskRequest flaky(String run) {
    String script =
        "if mkdir '%s/%s' 2> /dev/null; then %s; else %s; fi"
            .formatted(
                directory,
                run,
                said("flaky", "<failure message=\"not yet\"/>", 1),
                said("flaky, again", "", 0));
    return Tasks.script("flaky", script).retried(1).request();
  }

  private static String said(String what, String inside, int exit) {
    String report =
        ("<testsuite name=\"S\"><testcase name=\"one\" time=\"0.5\">%s</testcase>"
                + "<testcase name=\"two\" time=\"0.25\"/></testsuite>")
            .formatted(inside);
    return SAYS.formatted(what) + "printf '%%s\\n' '%s' > r.xml; (exit %d)".formatted(report, exit);
  }
}
