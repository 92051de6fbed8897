package dev.verdict.runners;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A small program of ours for a tool's own language, shipped as a resource beside its runner. */
public final class BundledFile {
  private BundledFile() {}

  /** Writes a resource into a directory and returns the file. */
  public static Path write(Class<?> beside, String resource, Path directory) throws IOException {
    Path file = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream content = beside.getResourceAsStream(resource)) {
      if (content == null) {
        throw new FileNotFoundException(
            "resource: " + resource + " of " + beside.getName() + " (expected: in the same jar)");
      }
      Files.createDirectories(directory);
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
