package dev.verdict.reports.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.verdict.contract.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is news: what a run means after the one before it, of the same suite on the same branch; and
 * what became of a test that somebody had put aside.
 */
public enum Change {
  FIRST_FAILURE("first failure"),
  STILL_FAILING("still failing"),
  FIXED("fixed"),
  SUCCESS("passed again"),
  QUARANTINE_BROKEN("broken in quarantine"),
  QUARANTINE_RELEASED("out of quarantine");

  private final String words;

  Change(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public boolean isBad() {
    return this == FIRST_FAILURE || this == STILL_FAILING || this == QUARANTINE_BROKEN;
  }

  /** Whether it speaks of a test and not of its run. */
  public boolean isOfQuarantine() {
    return this == QUARANTINE_BROKEN || this == QUARANTINE_RELEASED;
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
