package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reports.write.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments, as people say them. The exact one stands in the element, and shows on a hover. */
final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 4 min ago}; the script keeps it true. */
  static Html ago(Html html, @Nullable Instant at, Instant now) {
    if (at == null) {
      return html.raw("–");
    }
    return html.raw("<time data-ago datetime=\"" + at.truncatedTo(ChronoUnit.SECONDS) + "\"")
        .attribute("title", EXACT.format(at))
        .raw(">")
        .text(words(at, now))
        .raw("</time>");
  }

  /** How long it goes on; the script counts. */
  static Html since(Html html, @Nullable Instant from, Instant now) {
    if (from == null) {
      return html.raw("–");
    }
    double seconds = Math.max(0, Duration.between(from, now).toMillis() / 1000.0);
    return html.raw("<time data-since datetime=\"" + from.truncatedTo(ChronoUnit.SECONDS) + "\">")
        .text(seconds < 1 ? "0 s" : Durations.words(Math.floor(seconds)))
        .raw("</time>");
  }

  static Html exact(Html html, @Nullable Instant at) {
    return at == null
        ? html.raw("–")
        : html.raw("<time datetime=\"" + at + "\">").text(EXACT.format(at)).raw("</time>");
  }

  static String exact(Instant at) {
    return EXACT.format(at);
  }

  static String words(Instant at, Instant now) {
    long seconds = Duration.between(at, now).toSeconds();
    if (seconds < 10) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h ago";
    }
    return seconds < 14 * 86_400L ? seconds / 86_400 + " d ago" : DAY.format(at);
  }
}
