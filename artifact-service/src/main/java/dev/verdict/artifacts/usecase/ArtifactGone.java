package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;

/** The artifact was there, and is not to be had any more. */
public final class ArtifactGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Artifact artifact;
  private final transient Artifact.Deletion deletion;

  public ArtifactGone(Artifact artifact, Artifact.Deletion deletion) {
    super("artifact: " + artifact.id() + " is gone: " + deletion.reason());
    this.artifact = artifact;
    this.deletion = deletion;
  }

  public Artifact artifact() {
    return artifact;
  }

  public Artifact.Deletion deletion() {
    return deletion;
  }
}
