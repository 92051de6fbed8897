package dev.verdict.reports.badge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.VisibleText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A label and a word about it. */
public record Badge(String label, String message, BadgeColour colour) {
  private static final int MOST = 60;
  private static final int CACHE_SECONDS = 300;

  public Badge {
    label = Cut.middle(VisibleText.line(label), MOST);
    message = Cut.middle(VisibleText.line(message), MOST);
  }

  /**
   * Nothing is known of it; an answer too, so that a page shows a grey word and no broken picture.
   */
  public static Badge unknown(String label) {
    return new Badge(label, "unknown", BadgeColour.UNKNOWN);
  }

  /** Out of the JSON that {@link #json} makes. */
  public static Badge read(String label, String message, String colour) {
    for (BadgeColour known : BadgeColour.values()) {
      if (known.word().equals(colour)) {
        return new Badge(label, message, known);
      }
    }
    return new Badge(label, message, BadgeColour.UNKNOWN);
  }

  /** Of a run, or of several together. */
  public static Badge of(String label, @Nullable Verdict verdict, Counts counts) {
    if (verdict == null) {
      return unknown(label);
    }
    String passing = counts.passed() > 0 ? Numbers.words(counts.passed()) + " passing" : "passing";
    return switch (verdict) {
      case PASSED -> new Badge(label, passing, BadgeColour.GOOD);
      case SKIPPED -> new Badge(label, "skipped", BadgeColour.UNKNOWN);
      case FAILED, ERROR ->
          new Badge(label, counted(counts.failed() + counts.error(), "failing"), BadgeColour.BAD);
      case TIMEOUT -> new Badge(label, counted(counts.timeout(), "timed out"), BadgeColour.POOR);
      case LOST -> new Badge(label, counted(counts.lost(), "lost"), BadgeColour.POOR);
      case CANCELLED -> new Badge(label, "cancelled", BadgeColour.UNKNOWN);
    };
  }

  /** Of a share of 100. */
  public static Badge coverage(String label, double percent) {
    if (!Double.isFinite(percent) || percent < 0 || percent > 100) {
      return unknown(label);
    }
    BadgeColour colour =
        percent >= 90
            ? BadgeColour.GOOD
            : percent >= 80
                ? BadgeColour.NEARLY
                : percent >= 70
                    ? BadgeColour.SO_SO
                    : percent >= 50 ? BadgeColour.POOR : BadgeColour.BAD;
    // Never 100% while a line is missing.
    return new Badge(label, String.format(Locale.ROOT, "%.0f%%", Math.floor(percent)), colour);
  }

  private static String counted(int number, String word) {
    return number > 0 ? Numbers.words(number) + " " + word : word;
  }

  public boolean isUnknown() {
    return message.equals("unknown");
  }

  public String svg() {
    return BadgeSvg.of(this);
  }

  /** For {@code https://img.shields.io/endpoint?url=…}. */
  public String json() {
    return Json.text(
        new Endpoint(1, label, message, colour.word(), isUnknown() ? true : null, CACHE_SECONDS));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Endpoint(
      @JsonProperty("schemaVersion") int schemaVersion,
      String label,
      String message,
      String color,
      @JsonProperty("isError") @Nullable Boolean isError,
      @JsonProperty("cacheSeconds") int cacheSeconds) {}
}
