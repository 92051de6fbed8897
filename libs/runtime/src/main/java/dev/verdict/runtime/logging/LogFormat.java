package dev.verdict.runtime.logging;

/** How a line looks. */
interface LogFormat {
  String write(LogLine line);
}
