package dev.verdict.reports.junit;

/**
 * What is read at most. Real reports stay far below; a file that goes over is broken or hostile.
 *
 * <p>Sizes are in characters.
 */
final class Limits {
  /** Elements within elements; the deepest real reports (PHPUnit) have about ten. */
  static final int DEPTH = 128;

  static final int ATTRIBUTES_OF_AN_ELEMENT = 256;

  /** Some tools write a whole stack into the attribute {@code message}. */
  static final int ATTRIBUTE = 2 * 1024 * 1024;

  /** One tag, comment or piece of text: what a parser must hold at once. */
  static final int AT_ONCE = 4 * 1024 * 1024;

  /** All of a file. */
  static final long FILE = 4L * 1024 * 1024 * 1024;

  /** Different names of elements and attributes, since a parser remembers each. */
  static final int NAMES = 2_000;

  /** A name or a path; a longer one is cut and gets a digest, so that it stays unique. */
  static final int NAME = 4 * 1024;

  static final int MESSAGE = 1_000;

  /** The detail: the beginning and the end of 64 KiB together. */
  static final int DETAIL_HEAD = 40 * 1024;

  static final int DETAIL_TAIL = 24 * 1024;

  /** The end of what a case wrote. */
  static final int OUTPUT = 16 * 1024;

  private Limits() {}
}
