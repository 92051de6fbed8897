package dev.verdict.ci.http;

/** There is an answer, and we do not take it: the host is well, and would say the same again. */
final class AnswerRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AnswerRefused(String why) {
    super(why, null, false, false);
  }

  /** It should fit into memory. */
  static AnswerRefused longerThan(long most) {
    return new AnswerRefused("the answer is longer than " + most + " bytes");
  }
}
