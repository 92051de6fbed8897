package dev.verdict.worker.usecase.attempt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one attempt works.
 *
 * @param source the tests, a copy of its own
 * @param scratch for reports and generated files, outside of the source
 * @param temporary what the processes get as TMPDIR
 */
public record AttemptDirectory(Path top, Path source, Path scratch, Path temporary) {
  public static AttemptDirectory create(Path top) throws IOException {
    Files.createDirectories(top);
    AttemptDirectory directory =
        new AttemptDirectory(top, top.resolve("src"), top.resolve("out"), top.resolve("tmp"));
    Files.createDirectory(directory.source);
    Files.createDirectory(directory.scratch);
    Files.createDirectory(directory.temporary);
    return directory;
  }

  Path logFile() {
    return top.resolve("log");
  }
}
