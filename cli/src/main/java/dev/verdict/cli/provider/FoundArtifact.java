package dev.verdict.cli.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An artifact as the command tells it; without a url the CI system has it not, or not any more. */
record FoundArtifact(
    String name,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String url,
    @Nullable String reach,
    @Nullable Instant expiresAt,
    @Nullable Long sizeBytes,
    @Nullable String digest) {

  static FoundArtifact of(RemoteArtifact artifact) {
    ArtifactLink link = artifact.link();
    return new FoundArtifact(
        artifact.name(),
        link == null ? null : link.url().toString(),
        link == null ? null : link.reach().name().toLowerCase(Locale.ROOT),
        link == null ? null : link.expiresAt(),
        artifact.size(),
        artifact.digest());
  }

  static FoundArtifact link(String name, @Nullable ArtifactLink link) {
    return new FoundArtifact(
        name,
        link == null ? null : link.url().toString(),
        link == null ? null : link.reach().name().toLowerCase(Locale.ROOT),
        link == null ? null : link.expiresAt(),
        null,
        null);
  }
}
