package dev.verdict.reports.junit;

import dev.verdict.reports.text.BoundedText;
import org.jspecify.annotations.Nullable;

/**
 * A {@code failure} and its like, while it is read.
 *
 * @param message the attribute, in full
 */
record OpenOutcome(
    OutcomeKind kind, @Nullable String message, @Nullable String type, BoundedText text) {

  static OpenOutcome of(OutcomeKind kind, Attributes attributes) {
    String message = attributes.raw("message");
    return new OpenOutcome(
        kind,
        message == null || message.isBlank() ? null : message.strip(),
        attributes.text("type"),
        new BoundedText(Limits.DETAIL_HEAD, Limits.DETAIL_TAIL));
  }

  /** The first line of what went wrong; null where the report is silent. */
  @Nullable String headline() {
    String from = message == null ? text.toString() : message;
    String line = from.lines().filter(each -> !each.isBlank()).findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.length() <= Limits.MESSAGE ? line : line.substring(0, Limits.MESSAGE) + "…";
  }

  /** All that it says, once: some tools repeat the message in the text, and some do not. */
  String detail() {
    String stack = text.toString();
    if (message == null || stack.contains(message)) {
      return stack;
    }
    if (stack.isEmpty()) {
      return message.equals(headline()) ? "" : message;
    }
    return message.lines().count() > 1 ? message + "\n\n" + stack : stack;
  }
}
