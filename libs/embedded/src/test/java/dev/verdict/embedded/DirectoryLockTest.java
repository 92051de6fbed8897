package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path parent;

  @Test
  void theSecondOwnerIsRefusedUntilTheFirstLetsGo() {
    var directory = parent.resolve("data");
    try (var first = DirectoryLock.acquire(directory)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(parent.resolve("./data")))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("directory in use: ")
          .hasMessageContaining("data (held by this process;");
      // The refusal must not have dropped the first lock: the third is refused as well.
      assertThatThrownBy(() -> DirectoryLock.acquire(directory)).isInstanceOf(CannotStart.class);
    }
    DirectoryLock.acquire(directory).close();
  }

  @Test
  void closingTwiceDoesNotTakeTheLockFromTheNextOwner() {
    var first = DirectoryLock.acquire(parent);
    first.close();
    try (var second = DirectoryLock.acquire(parent)) {
      first.close();
      assertThat(second).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(parent)).isInstanceOf(CannotStart.class);
    }
  }

  @Test
  void aFileInItsPlaceIsExplained() throws Exception {
    var file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DirectoryLock.acquire(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("file cannot be used (expected: a directory that can be written)");
  }
}
