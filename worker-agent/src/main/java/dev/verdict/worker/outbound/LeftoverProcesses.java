package dev.verdict.worker.outbound;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a worker that was killed has left running, which is known by a mark in its environment.
 * Only where there is a {@code /proc}; elsewhere nothing is found.
 */
final class LeftoverProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(LeftoverProcesses.class);

  private LeftoverProcesses() {}

  static void end(String mark) {
    long self = ProcessHandle.current().pid();
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self && hasMark(process.pid(), mark))
        .forEach(
            process -> {
              LOG.warn("process {} was left by a worker that died; it is ended", process.pid());
              process.destroyForcibly();
            });
  }

  private static boolean hasMark(long pid, String mark) {
    try {
      Path environ = Path.of("/proc", Long.toString(pid), "environ");
      String environment = new String(Files.readAllBytes(environ), StandardCharsets.UTF_8);
      return ("\0" + environment).contains("\0" + mark + "\0");
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }
}
