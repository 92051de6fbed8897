package dev.verdict.tests.processes;

import dev.verdict.tests.wholesystem.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A task whose first attempt goes on only when it is told; the second one passes at once. */
record HeldTask(Path directory) {
  private static final int SECONDS = 20;

  Tasks task() {
    String first =
        "mkfifo '%1$s/go'; echo $$ > '%1$s/pid'; read word < '%1$s/go'; ".formatted(directory)
            + report("late");
    String script =
        "if mkdir '" + directory + "/first'; then " + first + "; else " + report("second") + "; fi";
    return Tasks.script("held", script).retried(3);
  }

  /** Lets the first attempt write its report and end. */
  void release() throws IOException, InterruptedException {
    Process told =
        new ProcessBuilder("sh", "-c", "echo on > \"$0\"", directory.resolve("go").toString())
            .start();
    if (!told.waitFor(SECONDS, TimeUnit.SECONDS) || told.exitValue() != 0) {
      told.destroyForcibly();
      throw new IllegalStateException("the first attempt does not listen");
    }
  }

  /** Of the first attempt, when its worker is not there to do it. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static String report(String test) {
    return "printf '%s\\n' '<testsuite name=\"S\"><testcase classname=\"C\" name=\""
        + test
        + "\"/></testsuite>' > r.xml";
  }
}
