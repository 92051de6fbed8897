package dev.verdict.retriever;

import java.io.IOException;

/** What came is not what was promised. */
public final class WrongContent extends IOException {
  private static final long serialVersionUID = 1L;

  WrongContent(RemoteArtifact artifact, String found) {
    super(
        "artifact: "
            + artifact.name()
            + " came with sha256 "
            + found
            + " (expected: "
            + artifact.sha256()
            + ")");
  }
}
