package dev.verdict.plugin.ci;

import java.util.List;

/**
 * What a page lists.
 *
 * @param more pages that no other page has told: all the rest at once where the first page says how
 *     many there are, so that they can be fetched side by side; one where each names the next
 */
public record ArtifactPage(List<RemoteArtifact> artifacts, List<ArtifactCursor> more) {
  public ArtifactPage {
    artifacts = List.copyOf(artifacts);
    more = List.copyOf(more);
  }

  public static ArtifactPage last(List<RemoteArtifact> artifacts) {
    return new ArtifactPage(artifacts, List.of());
  }
}
