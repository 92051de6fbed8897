package dev.verdict.plugin.ci;

/**
 * One page of one listing. Equal cursors mean the same page, so it is a key for caches.
 *
 * @param place which listing of the provider, such as {@code actions} or {@code release}
 * @param page empty for the first; else what only the provider understands
 */
public record ArtifactCursor(String testRunId, String place, String page) {
  public static ArtifactCursor first(String testRunId, String place) {
    return new ArtifactCursor(testRunId, place, "");
  }

  public ArtifactCursor page(String token) {
    return new ArtifactCursor(testRunId, place, token);
  }
}
