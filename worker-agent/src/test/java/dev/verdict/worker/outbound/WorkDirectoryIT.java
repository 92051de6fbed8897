package dev.verdict.worker.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryIT {
  @TempDir Path path;

  @Test
  void two_workers_never_share_one() throws IOException {
    try (WorkDirectory first = WorkDirectory.open(path)) {
      assertThatThrownBy(() -> WorkDirectory.open(path))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(first.root().toString())
          .hasMessageContaining("not used by another worker");
    }
    WorkDirectory.open(path).close();
  }

  @Test
  void what_a_dead_worker_left_is_cleared() throws Exception {
    Path left = path.resolve("attempts/some/src");
    Files.createDirectories(left);
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put(WorkDirectory.MARK, path.toRealPath().toString());
    Process orphan = builder.start();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try (WorkDirectory directory = WorkDirectory.open(path)) {
      assertThat(directory.attempts()).isEmptyDirectory();
      assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      orphan.destroyForcibly();
      stranger.destroyForcibly();
    }
  }
}
