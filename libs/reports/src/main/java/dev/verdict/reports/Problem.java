package dev.verdict.reports;

/**
 * Something that is wrong with a report file.
 *
 * @param file the name under which the file was given
 * @param message what was found, and what was expected
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole file is meant
 */
public record Problem(
    Severity severity, ProblemCode code, String file, String message, int line, int column) {

  public static Problem error(ProblemCode code, String file, String message, Position at) {
    return new Problem(Severity.ERROR, code, file, message, at.line(), at.column());
  }

  public static Problem warning(ProblemCode code, String file, String message, Position at) {
    return new Problem(Severity.WARNING, code, file, message, at.line(), at.column());
  }

  /** As compilers write it, so that editors and people can jump to the place. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + ": " + severity.word() + ": " + code.word() + ": " + message;
  }
}
