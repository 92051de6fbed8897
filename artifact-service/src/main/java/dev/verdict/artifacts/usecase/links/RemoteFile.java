package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.plugin.ci.RemoteArtifact;
import java.util.UUID;

/** A file that a CI system holds, or held. */
public record RemoteFile(CiRun run, RemoteArtifact artifact) {
  public UUID id() {
    return run.fileId(artifact.name());
  }

  /** Where our store puts a copy of it: no upload of a run can be there. */
  public String copyPath() {
    return UploadArtifact.RESERVED + "copies/" + run.provider() + "/" + artifact.name();
  }

  /** The link that lasts. */
  public String permalink() {
    return "/a/" + id();
  }
}
