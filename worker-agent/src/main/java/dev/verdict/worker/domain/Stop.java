package dev.verdict.worker.domain;

/** Why an attempt does not go on to its own end. */
public sealed interface Stop {
  /** Somebody cancelled it; what is there so far is told. */
  record Cancelled(String reason) implements Stop {}

  /** This worker stops; another one shall run it from the start. */
  record GivenBack(String reason) implements Stop {}

  /** The lease is gone, so it belongs to somebody else: not a word about it. */
  record Forgotten(String reason) implements Stop {}
}
