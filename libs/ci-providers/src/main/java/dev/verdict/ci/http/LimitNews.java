package dev.verdict.ci.http;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer say about limits.
 *
 * @param resource which of several limits this is
 * @param retryAfter when calls are welcome again
 * @param reset when {@code remaining} is full again
 */
record LimitNews(
    String resource,
    @Nullable Long remaining,
    @Nullable Instant reset,
    @Nullable Instant retryAfter) {
  /** Larger numbers are seconds since 1970, smaller ones seconds from now. */
  private static final long LONGEST_FROM_NOW = 100_000_000;

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final List<String> FAMILIES = List.of("RateLimit-", "X-RateLimit-");

  static LimitNews of(MultiMap headers, Instant now) {
    Long remaining = null;
    Instant reset = null;
    for (String family : FAMILIES) {
      if (remaining == null && headers.get(family + "Remaining") != null) {
        remaining = number(headers.get(family + "Remaining"));
        reset = reset(headers.get(family + "Reset"), now);
      }
    }
    String resource = Optional.ofNullable(headers.get("X-RateLimit-Resource")).orElse("");
    return new LimitNews(resource, remaining, reset, retryAfter(headers.get("Retry-After"), now));
  }

  /** Seconds, or a date. */
  static @Nullable Instant retryAfter(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    Long seconds = number(text);
    if (seconds != null) {
      return soon(now.plusSeconds(Math.min(seconds, LONGEST.toSeconds())), now);
    }
    try {
      Instant date =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return soon(date, now);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static @Nullable Instant reset(@Nullable String text, Instant now) {
    Long number = text == null ? null : number(text);
    if (number == null) {
      return null;
    }
    return number < LONGEST_FROM_NOW
        ? soon(now.plusSeconds(number), now)
        : soon(Instant.ofEpochSecond(number), now);
  }

  /** A clock that is wrong must not stop us for years. */
  private static Instant soon(Instant when, Instant now) {
    Instant latest = now.plus(LONGEST);
    return when.isAfter(latest) ? latest : when;
  }

  private static @Nullable Long number(String text) {
    try {
      return Math.max(0, (long) Math.ceil(Double.parseDouble(text.strip())));
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }
}
