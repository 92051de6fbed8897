package dev.verdict.contract.event;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code traceparent} of W3C Trace Context: whoever starts a run can say which trace it belongs
 * to, and every event of the run repeats it.
 */
public record TraceParent(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern LONGER = Pattern.compile("(?!00|ff)[0-9a-f]{2}-.{52}-.{1,100}");
  private static final int LENGTH = 55;
  private static final SecureRandom RANDOM = new SecureRandom();

  public TraceParent {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "traceparent: '" + value + "' (expected: 00-<32 hex digits>-<16 hex digits>-<2>)");
    }
  }

  /**
   * What a caller sent. One that cannot be read begins a new trace, as the recommendation says; of
   * a later version than ours the part that we know is kept.
   */
  public static TraceParent continued(Optional<String> header) {
    return header
        .map(String::strip)
        .map(text -> LONGER.matcher(text).matches() ? text.substring(0, LENGTH) : text)
        .filter(text -> FORM.matcher(text).matches())
        .map(TraceParent::new)
        .orElseGet(TraceParent::fresh);
  }

  /** A new trace, not sampled: we record no spans of our own. */
  public static TraceParent fresh() {
    byte[] ids = new byte[24];
    RANDOM.nextBytes(ids);
    ids[0] |= 1;
    ids[16] |= 1;
    String hex = HexFormat.of().formatHex(ids);
    return new TraceParent("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-00");
  }
}
