package dev.verdict.plugin.ci;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found for names of one run.
 *
 * @param found by name
 * @param problem why a listing could not be read; a name that is not found is missing for certain
 *     only if this is null
 */
public record ArtifactFindings(Map<String, RemoteArtifact> found, @Nullable Throwable problem) {
  public ArtifactFindings {
    found = Map.copyOf(found);
  }
}
