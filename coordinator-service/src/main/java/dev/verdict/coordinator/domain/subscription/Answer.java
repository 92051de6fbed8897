package dev.verdict.coordinator.domain.subscription;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one try.
 *
 * @param status of the answer, if there was one
 * @param retryAfter what the receiver asked for
 * @param text the first bytes of the answer, or why there was none
 */
public record Answer(
    Outcome outcome,
    @Nullable Integer status,
    Duration took,
    @Nullable Duration retryAfter,
    String text) {
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  /** Every way in which a try can end. */
  public enum Outcome {
    /** 2xx. */
    DELIVERED,
    /** 410: never send anything again. */
    GONE,
    /** 429 or 503: not now. */
    THROTTLED,
    /** Any other status below 500: this one is not wanted as it is. Redirects are not followed. */
    REFUSED,
    /** 5xx. */
    BROKEN,
    /** No connection, no valid certificate, no answer in time. */
    UNREACHABLE,
    /** The name leads to an address that nothing may be sent to. */
    FORBIDDEN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Answer of(
      int status, Duration took, @Nullable Duration retryAfter, String firstBytes) {
    return new Answer(outcome(status), status, took, retryAfter, firstBytes);
  }

  public static Answer none(Outcome why, Duration took, String text) {
    return new Answer(why, null, took, null, text);
  }

  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return Outcome.DELIVERED;
    }
    return switch (status) {
      case GONE -> Outcome.GONE;
      case TOO_MANY, UNAVAILABLE -> Outcome.THROTTLED;
      default -> status >= 500 ? Outcome.BROKEN : Outcome.REFUSED;
    };
  }

  /** Whether it says something about the receiver as a whole, and not about this delivery. */
  public boolean concernsAll() {
    return outcome != Outcome.DELIVERED && outcome != Outcome.REFUSED;
  }
}
