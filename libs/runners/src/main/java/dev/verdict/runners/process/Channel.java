package dev.verdict.runners.process;

/** Which of its two streams a process wrote to. */
public enum Channel {
  OUTPUT,
  ERROR
}
