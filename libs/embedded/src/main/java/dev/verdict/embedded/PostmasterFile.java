package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}: the file by which a running PostgreSQL marks its cluster. */
record PostmasterFile(Path path, List<String> lines) {
  // No system gives a process this number, so PostgreSQL sees that the owner is gone.
  private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    var path = path(cluster);
    try {
      return Optional.of(new PostmasterFile(path, Files.readAllLines(path)))
          .filter(file -> file.hasPid());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static Path path(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** The number is negative while somebody runs PostgreSQL without a server. */
  long pid() {
    return Math.abs(Long.parseLong(lines.get(0).strip()));
  }

  int port() {
    return Integer.parseInt(lines.get(PORT_LINE).strip());
  }

  boolean isReady() {
    return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /**
   * After a crash another process may have got the number, and PostgreSQL would refuse to start for
   * ever. The other lines stay: by the shared memory named there it still sees whether any of the
   * old server's processes lives on.
   */
  void disown() throws IOException {
    var rest = new ArrayList<>(lines);
    rest.set(0, NOBODY);
    Files.write(path, rest);
  }

  private boolean hasPid() {
    return !lines.isEmpty() && lines.get(0).strip().matches("-?\\d{1,10}");
  }
}
