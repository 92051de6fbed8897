package dev.verdict.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child and a grandchild that will not go by themselves, and how to see that they are gone. */
final class Processes {
  /** Writes its process number and that of a grandchild; both ignore SIGTERM. */
  static final String FAMILY =
      "sh -c 'trap \"\" TERM; echo grandchild $$; while :; do sleep 0.1; done' & "
          + "trap '' TERM; echo child $$; while :; do sleep 0.1; done";

  private Processes() {}

  /** Both of them, from what they wrote. */
  static List<Long> of(String output) {
    List<Long> pids =
        output
            .lines()
            .filter(line -> line.matches("(grand)?child \\d+"))
            .map(line -> Long.valueOf(line.substring(line.indexOf(' ') + 1)))
            .toList();
    assertThat(pids).hasSize(2);
    return pids;
  }

  static void assertNoneRuns(List<Long> pids) {
    assertThat(pids).noneMatch(Processes::runs);
  }

  static void awaitEnd(List<Long> pids) {
    for (long pid : pids) {
      ProcessHandle.of(pid)
          .ifPresent(process -> process.onExit().orTimeout(15, TimeUnit.SECONDS).join());
    }
  }

  /** One that has ended and waits for somebody to take note of it does not run. */
  private static boolean runs(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException ended) {
      return false;
    }
  }
}
