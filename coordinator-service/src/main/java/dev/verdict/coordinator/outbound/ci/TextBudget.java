package dev.verdict.coordinator.outbound.ci;

import dev.verdict.contract.message.TestOutcome;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much text the tests of one run may keep in memory, counted as they come: each text is cut by
 * who reads it, but a small archive may hold very many.
 */
final class TextBudget {
  private static final long MOST_STACKS = 16L << 20;
  private static final long MOST_NAMES = 64L << 20;

  private long stacks;
  private long names;
  private long stacksBefore;
  private long namesBefore;

  /** A file begins. */
  void mark() {
    stacksBefore = stacks;
    namesBefore = names;
  }

  /** Nothing of that file is kept. */
  void giveBack() {
    stacks = stacksBefore;
    names = namesBefore;
  }

  /** The stack, or nothing where there is no room for it any more: its test is kept without. */
  @Nullable String stack(@Nullable String stack) {
    if (stack == null || stacks + stack.length() > MOST_STACKS) {
      return null;
    }
    stacks += stack.length();
    return stack;
  }

  /** Whether there is room for that test; without its names it would be another. */
  boolean hasRoomFor(TestOutcome test) {
    long length =
        Stream.of(
                test.id(),
                test.suite(),
                test.className(),
                test.name(),
                test.file(),
                test.message(),
                test.type())
            .mapToLong(text -> text == null ? 0 : text.length())
            .sum();
    if (names + length > MOST_NAMES) {
      return false;
    }
    names += length;
    return true;
  }
}
