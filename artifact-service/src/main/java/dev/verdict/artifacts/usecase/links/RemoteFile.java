package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.RemoteArtifact;
import java.util.UUID;

/** A file that a CI system holds, or held. */
public record RemoteFile(CiRun run, RemoteArtifact artifact) {
  public UUID id() {
    return run.fileId(artifact.name());
  }

  /** The link that lasts. */
  public String permalink() {
    return "/a/" + id();
  }
}
