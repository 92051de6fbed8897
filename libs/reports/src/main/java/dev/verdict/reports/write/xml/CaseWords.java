package dev.verdict.reports.write.xml;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import org.jspecify.annotations.Nullable;

/** What a case says of itself, in one place for both dialects. */
final class CaseWords {
  static final String FLAKY = "it failed before it passed in this run";

  private CaseWords() {}

  /** What our own verdicts are called stands where an exception's class would stand. */
  static String type(TestView test) {
    Verdict verdict = test.verdict();
    if (verdict == null) {
      return "pending";
    }
    return switch (verdict) {
      case LOST, TIMEOUT, CANCELLED -> verdict.word();
      default -> test.type() == null ? verdict.word() : test.type();
    };
  }

  static String message(TestView test) {
    if (test.message() != null && !test.message().isBlank()) {
      return test.message();
    }
    LostReason reason = test.lostReason();
    if (reason != null) {
      return reason.sentence();
    }
    return test.verdict() == null ? "it has no verdict yet" : test.verdict().word();
  }

  /** Message and detail in one text, the message once. */
  static String whole(TestView test) {
    String message = message(test);
    String headed = named(test.type(), message);
    String detail = test.detail();
    if (detail == null || detail.isBlank()) {
      return headed;
    }
    return detail.contains(message) ? detail : headed + "\n\n" + detail;
  }

  private static String named(@Nullable String type, String message) {
    return type == null || message.startsWith(type) ? message : type + ": " + message;
  }
}
