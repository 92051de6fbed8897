package dev.verdict.reports.write;

import dev.verdict.reports.model.RunReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes reports into a directory. A file is there whole or not at all. */
public final class ReportFiles {
  private ReportFiles() {}

  /** The files in the order of the writers. Makes the directory. */
  public static List<Path> write(RunReport report, List<ReportWriter> writers, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (ReportWriter writer : writers) {
      Path file = directory.resolve(writer.fileName(report.run().id()));
      write(report, writer, file);
      files.add(file);
    }
    return List.copyOf(files);
  }

  /** Writes one file under a name of the caller's choice. */
  public static void write(RunReport report, ReportWriter writer, Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("report file: '" + file + "' (expected: the path of a file)");
    }
    Path unfinished = directory.resolve("." + file.getFileName() + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
        writer.write(report, out);
      }
      moveOver(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void moveOver(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
