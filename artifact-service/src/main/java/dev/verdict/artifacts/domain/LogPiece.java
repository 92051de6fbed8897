package dev.verdict.artifacts.domain;

import java.util.UUID;

/** Some output of an attempt, as its worker sent it. */
public record LogPiece(
    LogKey key, UUID runId, UUID workerId, long offset, boolean last, byte[] bytes) {
  public LogPiece {
    if (offset < 0) {
      throw new IllegalArgumentException("offset: " + offset + " (expected: >= 0)");
    }
  }

  public Span span() {
    return new Span(offset, offset + bytes.length);
  }
}
