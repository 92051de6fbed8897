package dev.verdict.retriever;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that only threads respect would be none. */
class TwoProcessesTest {
  private static final String ENTRY = "ab".repeat(32);

  @TempDir Path root;

  /** Holds a lock until it is killed. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      Optional<EntryLock> held = EntryLock.take(Path.of(args[0]), ENTRY, Duration.ofSeconds(10));
      System.out.println(held.isPresent() ? "held" : "not held");
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }

  @Test
  void onlyOneProcessWorksOnAFileAndADeadOneDoesNotHoldIt() throws Exception {
    Path lock = root.resolve("lock");
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");

      assertThat(EntryLock.take(lock, ENTRY, Duration.ZERO)).isEmpty();

      Optional<EntryLock> beside = EntryLock.take(lock, "ac".repeat(32), Duration.ofSeconds(10));
      assertThat(beside).isPresent();
      beside.get().close();
      assertThat(EntryLock.take(lock, ENTRY, Duration.ZERO)).isEmpty();
      other.destroyForcibly();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
      Optional<EntryLock> mine = EntryLock.take(lock, ENTRY, Duration.ofSeconds(10));
      assertThat(mine).isPresent();
      mine.get().close();
    } finally {
      other.destroyForcibly();
    }
  }
}
