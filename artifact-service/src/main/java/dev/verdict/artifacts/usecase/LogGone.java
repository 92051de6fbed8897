package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogKey;

/**
 * The log was there before it could become an artifact, and its bytes are not to be had any more.
 */
public final class LogGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient LogKey key;

  public LogGone(LogKey key) {
    super("log: " + key + " is gone");
    this.key = key;
  }

  public LogKey key() {
    return key;
  }
}
