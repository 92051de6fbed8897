package dev.verdict.reports.write.xml;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as JUnit's XML has them: UTC, seconds, no zone. */
final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static @Nullable String of(@Nullable Instant time) {
    return time == null ? null : FORMAT.format(time);
  }
}
