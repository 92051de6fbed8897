package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.text.BoundedText;
import org.jspecify.annotations.Nullable;

/**
 * All that a case, or a suite for itself, says of how it ended. However many outcomes there are,
 * they take a bounded space.
 */
final class Outcomes {
  private @Nullable BoundedText detail;
  private @Nullable OutcomeKind leading;
  private @Nullable String message;
  private @Nullable String type;
  private Verdict worst = Verdict.SKIPPED;
  private boolean skipped;
  private boolean todo;
  private int bad;
  private int reruns;

  void add(OpenOutcome outcome) {
    OutcomeKind kind = outcome.kind();
    skipped |= kind == OutcomeKind.SKIPPED;
    todo |= kind == OutcomeKind.SKIPPED && "todo".equals(outcome.type());
    reruns += kind.isRerun() ? 1 : 0;
    if (!kind.verdict().isGood()) {
      bad++;
      worst = worst.worse(kind.verdict());
    }
    if (leading == null || kind.compareTo(leading) > 0) {
      leading = kind;
      message = outcome.headline();
      type = outcome.type();
    }
    addDetail(kind, outcome.detail());
  }

  private void addDetail(OutcomeKind kind, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (detail == null) {
      detail = new BoundedText(Limits.DETAIL_HEAD, Limits.DETAIL_TAIL);
    } else {
      append(detail, "\n\n[" + kind.element() + "]\n");
    }
    append(detail, text);
  }

  private static void append(BoundedText target, String text) {
    target.append(text.toCharArray(), 0, text.length());
  }

  /**
   * The worst of all; a skip only where nothing went wrong; null where nothing was said.
   *
   * <p>A test that its author marked as "todo" (Node, TAP) may fail: its tool counts no failure.
   */
  @Nullable Verdict verdict() {
    if (bad > 0 && !todo) {
      return worst;
    }
    return skipped ? Verdict.SKIPPED : null;
  }

  /** How many outcomes tell of something bad. */
  int bad() {
    return bad;
  }

  int reruns() {
    return reruns;
  }

  @Nullable String message() {
    return message;
  }

  @Nullable String type() {
    return type;
  }

  @Nullable String detail() {
    return detail == null ? null : detail.toString();
  }
}
