package dev.verdict.cli.oneprocess;

import dev.verdict.cli.client.Endpoint;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code endpoints.json}, which is there while the system that it describes runs. Only who wrote it
 * removes it: one that could not start because another holds the directory leaves it alone.
 */
final class EndpointFile {
  private final Path directory;
  private final Path file;
  private boolean ours;

  EndpointFile(Path dataDirectory) {
    this.directory = dataDirectory;
    this.file = dataDirectory.resolve(Endpoint.FILE);
  }

  void publish(Endpoint described) throws IOException {
    Path beside = Files.createTempFile(directory, ".endpoints", "");
    Files.write(beside, Json.bytes(described));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    ours = true;
  }

  void remove() throws IOException {
    if (ours) {
      Files.deleteIfExists(file);
      ours = false;
    }
  }
}
