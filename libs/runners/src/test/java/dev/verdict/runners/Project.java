package dev.verdict.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that a test fills with sources. */
public record Project(Path root) {

  public Project with(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }
}
