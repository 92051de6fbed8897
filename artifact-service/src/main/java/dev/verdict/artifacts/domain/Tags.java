package dev.verdict.artifacts.domain;

import java.util.List;
import java.util.Map;

/**
 * By what an artifact can be found besides its place.
 *
 * @param labels each once, in the order given
 * @param metadata of the sender's own
 */
public record Tags(
    ArtifactType type, Category category, List<String> labels, Map<String, String> metadata) {
  public static final int MOST_LABELS = 32;
  public static final int MOST_METADATA = 64;
  public static final int LONGEST = 255;

  public Tags {
    labels = labels.stream().distinct().toList();
    metadata = Map.copyOf(metadata);
  }

  public static Tags of(ArtifactType type) {
    return new Tags(type, type.category(), List.of(), Map.of());
  }
}
