package dev.verdict.runners.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows which running processes belong to one tree. */
interface ProcessTable {
  /** Those that run now, the main process included. One that has ended but is not reaped is not. */
  Collection<Long> members();

  /**
   * Those that hold the pipes of the tree, whoever they are. Asked only when the tree seems gone
   * and its output has not ended.
   */
  Collection<Long> pipeHolders();

  /** How often {@link #members} must be asked so that nobody is forgotten; empty: never. */
  Optional<Duration> mustLookEvery();

  /**
   * @param own a directory in which nobody else has any business; null: there is none
   */
  static ProcessTable of(Process main, String mark, @Nullable String own) {
    return Files.isReadable(Path.of("/proc/self/stat"))
        ? new LinuxProcessTable(main, mark, own)
        : new PortableProcessTable(main);
  }
}
