package dev.verdict.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether there is room where this machine would keep things. */
final class DiskChapter {
  private static final long LITTLE = 2L << 30;
  private static final double FEW = 0.05;

  private DiskChapter() {}

  /**
   * @param shared the directory of an artifact service whose artifacts are in a bucket; null where
   *     they are not
   */
  static Chapter look(List<Path> directories, @Nullable Path shared) {
    List<Finding> findings = new ArrayList<>();
    if (shared != null) {
      findings.add(
          Finding.note(
              "artifacts.storage is s3, and logs that grow are in " + shared + " all the same",
              "give several artifact services one artifacts.directory that all can write (NFS,"
                  + " EFS), or run one: another does not see the logs of tasks that run"));
    }
    for (Path directory : directories.stream().distinct().toList()) {
      findings.add(room(directory));
    }
    return Chapter.of("disk", "Is there room on this machine?", findings);
  }

  /** A directory that is not there yet is made where its nearest parent is. */
  private static Finding room(Path directory) {
    Path there = directory.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      long free = store.getUsableSpace();
      String text =
          "%s: %.1f of %.1f GiB free".formatted(directory, gib(free), gib(store.getTotalSpace()));
      if (free < LITTLE || free < store.getTotalSpace() * FEW) {
        return Finding.wrong(text, "make room there, or keep less (retention.*)");
      }
      return Files.isWritable(there)
          ? Finding.well(text)
          : Finding.note(text + ", and this user may not write there");
    } catch (IOException unknown) {
      return Finding.skipped(directory + ": " + unknown.getMessage());
    }
  }

  private static double gib(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
