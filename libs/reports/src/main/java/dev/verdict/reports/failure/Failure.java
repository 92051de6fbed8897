package dev.verdict.reports.failure;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of a test that went wrong; what it does not say is empty.
 *
 * @param place the file, class or suite of the test
 */
public record Failure(
    Verdict verdict,
    String type,
    String message,
    String detail,
    @Nullable LostReason lostReason,
    String place) {

  public static Failure of(
      Verdict verdict,
      @Nullable String type,
      @Nullable String message,
      @Nullable String detail,
      @Nullable LostReason lostReason,
      @Nullable String place) {
    return new Failure(
        verdict, orEmpty(type), orEmpty(message), orEmpty(detail), lostReason, orEmpty(place));
  }

  /** Empty-handed, null, for a test that has no verdict yet or a good one. */
  public static @Nullable Failure of(TestView test) {
    Verdict verdict = test.verdict();
    if (verdict == null || verdict.isGood()) {
      return null;
    }
    String place = test.file() == null ? test.className() : test.file();
    return of(verdict, test.type(), test.message(), test.detail(), test.lostReason(), place);
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
