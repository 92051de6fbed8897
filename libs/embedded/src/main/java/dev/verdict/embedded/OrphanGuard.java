package dev.verdict.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Stops PostgreSQL when this process dies without a word. A shell waits at the end of a pipe that
 * the system closes with us; it does nothing when the server has stopped before.
 */
final class OrphanGuard implements AutoCloseable {
  // It outlives a Ctrl-C that reaches all processes of the terminal, because we may still need
  // PostgreSQL to end in good order.
  private static final String SCRIPT =
      """
      trap '' INT HUP QUIT TERM
      read -r end
      read -r pid < "$1" && [ "$pid" = "$0" ] && kill -INT "$0"
      """;

  private final Process shell;

  private OrphanGuard(Process shell) {
    this.shell = shell;
  }

  static OrphanGuard watch(Postmaster postmaster) throws IOException {
    var mark = PostmasterFile.path(postmaster.cluster()).toString();
    return new OrphanGuard(
        new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(postmaster.pid()), mark)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** After the server has stopped. */
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
