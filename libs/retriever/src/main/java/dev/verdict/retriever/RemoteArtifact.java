package dev.verdict.retriever;

import java.util.regex.Pattern;

/**
 * A file that is somewhere else, and what it must be when it is here.
 *
 * @param id where it is, in the words of its {@link ArtifactSource}
 * @param sha256 64 lower-case hex digits
 */
public record RemoteArtifact(String id, String name, String sha256, long sizeBytes) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public RemoteArtifact {
    if (!HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256: '" + sha256 + "' (expected: 64 lower-case hex digits)");
    }
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("size_bytes: " + sizeBytes + " (expected: >= 0)");
    }
  }
}
