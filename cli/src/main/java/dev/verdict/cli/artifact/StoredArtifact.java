package dev.verdict.cli.artifact;

import dev.verdict.retriever.RemoteArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** An artifact as the service tells it, as far as a person at a terminal wants to know. */
public record StoredArtifact(
    UUID id,
    String name,
    String path,
    String type,
    List<String> labels,
    long sizeBytes,
    String sha256,
    Instant createdAt) {

  RemoteArtifact remote() {
    return new RemoteArtifact(id.toString(), path, sha256, sizeBytes);
  }

  String line() {
    String tags = labels.isEmpty() ? "" : "  [" + String.join(", ", labels) + "]";
    return String.format(
        Locale.ROOT,
        "%s  %-12s %9s  %.19s  %s%s",
        id,
        type,
        size(sizeBytes),
        createdAt,
        path,
        tags);
  }

  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes / 1024.0;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
  }
}
