package dev.verdict.ci.http;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer say about limits.
 *
 * @param windows what is left of each limit that is told of
 * @param retryAfter when calls are welcome again
 */
record LimitNews(List<Window> windows, @Nullable Instant retryAfter) {
  /**
   * What is left of one limit.
   *
   * @param resource which of several this is
   * @param reset when it is full again, if that is told
   * @param exact false: the time was told as seconds from now, and moves with each answer
   */
  record Window(String resource, long remaining, @Nullable Instant reset, boolean exact) {}

  /** Limits for each second, minute and so on, by the clock. */
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "Second", ChronoUnit.SECONDS,
          "Minute", ChronoUnit.MINUTES,
          "Hour", ChronoUnit.HOURS,
          "Day", ChronoUnit.DAYS);

  /** Larger numbers are seconds since 1970, smaller ones seconds from now. */
  private static final long LONGEST_FROM_NOW = 100_000_000;

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String EACH = "X-RateLimit-Remaining-";

  /** How one kind of server calls its headers. */
  private record Family(String remaining, String reset, String resource) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family("RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Name"),
          new Family("X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-Resource"));

  static LimitNews of(MultiMap headers, Instant now) {
    List<Window> windows = new ArrayList<>(1);
    for (Family family : FAMILIES) {
      Long remaining = number(headers.get(family.remaining()));
      if (windows.isEmpty() && remaining != null) {
        String resource = headers.get(family.resource());
        windows.add(
            new Window(
                resource == null ? "" : resource,
                remaining,
                reset(headers.get(family.reset()), now),
                false));
      }
    }
    UNITS.forEach(
        (name, unit) -> {
          Long remaining = number(headers.get(EACH + name));
          if (remaining != null) {
            windows.add(
                new Window(name, remaining, now.truncatedTo(unit).plus(unit.getDuration()), true));
          }
        });
    return new LimitNews(windows, retryAfter(headers.get("Retry-After"), now));
  }

  /** What is left of the limit that is told of first. */
  @Nullable Long remaining() {
    return windows.isEmpty() ? null : windows.get(0).remaining();
  }

  /** When it is full again. */
  @Nullable Instant reset() {
    return windows.isEmpty() ? null : windows.get(0).reset();
  }

  /** When there is something of each limit again; null if there is, or nobody knows when. */
  @Nullable Instant emptyUntil() {
    return windows.stream()
        .filter(each -> each.remaining() == 0)
        .map(Window::reset)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
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
    Long number = number(text);
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

  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Math.max(0, (long) Math.ceil(Double.parseDouble(text.strip())));
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }
}
