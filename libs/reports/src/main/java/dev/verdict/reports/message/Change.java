package dev.verdict.reports.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.verdict.contract.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run means after the one before it, of the same suite on the same branch. */
public enum Change {
  FIRST_FAILURE("first failure"),
  STILL_FAILING("still failing"),
  FIXED("fixed"),
  SUCCESS("passed again");

  private final String words;

  Change(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public boolean isBad() {
    return this == FIRST_FAILURE || this == STILL_FAILING;
  }

  /**
   * @param before absent where there was none
   */
  public static Change between(@Nullable Verdict before, Verdict now) {
    boolean wasBad = before != null && !before.isGood();
    if (now.isGood()) {
      return wasBad ? FIXED : SUCCESS;
    }
    return wasBad ? STILL_FAILING : FIRST_FAILURE;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Change of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
