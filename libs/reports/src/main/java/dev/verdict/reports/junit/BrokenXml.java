package dev.verdict.reports.junit;

import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;

/** The file cannot be read further than here. */
final class BrokenXml extends Exception {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient Position position;

  BrokenXml(ProblemCode code, String message, Position position) {
    super(message);
    this.code = code;
    this.position = position;
  }

  ProblemCode code() {
    return code;
  }

  Position position() {
    return position;
  }
}
