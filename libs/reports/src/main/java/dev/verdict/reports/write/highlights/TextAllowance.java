package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;

/** How much text of tests is kept: so much of one, so much of all. */
final class TextAllowance {
  private final int ofOne;
  private long left;

  TextAllowance(long ofAll, int ofOne) {
    this.left = ofAll;
    this.ofOne = ofOne;
  }

  /** With no more text than a highlight may hold, and none once all of them hold enough. */
  TestView trimmed(TestView test) {
    boolean bad = test.verdict() != null && !test.verdict().isGood();
    String detail = bad ? Trim.detail(test.detail(), (int) Math.min(ofOne, left)) : null;
    String message = Trim.message(test.message());
    left -= bad ? Trim.length(message) + Trim.length(detail) : 0;
    left = Math.max(0, left);
    return Trim.test(test, message, detail);
  }
}
