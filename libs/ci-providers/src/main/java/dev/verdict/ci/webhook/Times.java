package dev.verdict.ci.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as CI systems write them. */
public final class Times {
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          // GitLab: 2021-01-01 10:00:00 UTC, and with +0100 in its place.
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT),
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT),
          // TeamCity: 20210101T100000+0000
          DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssZ", Locale.ROOT));

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Times() {}

  static @Nullable Instant read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (DateTimeFormatter form : FORMS) {
      try {
        return bounded(form.parse(text.strip(), Instant::from));
      } catch (DateTimeException other) {
        // Written in another form, or in none that we know.
      }
    }
    return null;
  }

  /** Null if it is out of all bounds. */
  public static @Nullable Instant ofMillis(@Nullable Long millis) {
    return millis == null ? null : bounded(Instant.ofEpochMilli(millis));
  }

  /** What databases and people can bear. */
  private static @Nullable Instant bounded(Instant time) {
    return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
  }
}
