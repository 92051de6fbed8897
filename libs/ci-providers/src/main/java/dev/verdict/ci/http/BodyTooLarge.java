package dev.verdict.ci.http;

/** An answer that should fit into memory does not. */
final class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(long most) {
    super("the answer is longer than " + most + " bytes", null, false, false);
  }
}
