package dev.verdict.runtime.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text into values. What cannot be read is null, and the reader says what was expected. */
final class SettingValues {
  static final String DURATION = "a time as in 500ms, 30s, 5m, 2h or 7d, or a number of seconds";
  static final String SIZE = "a size as in 512KiB, 16MiB or 2GiB, or a number of bytes";

  private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

  private SettingValues() {}

  static <T> @Nullable T parsed(String text, Function<String, @Nullable T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  static @Nullable Long number(String text, long min, long max) {
    long number = Long.parseLong(text.strip());
    return number < min || number > max ? null : number;
  }

  static @Nullable Duration duration(String text) {
    Matcher match = NUMBER_WITH_UNIT.matcher(text.strip());
    if (!match.matches()) {
      return null;
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2).toLowerCase(Locale.ROOT)) {
      case "ms" -> Duration.ofMillis(amount);
      case "", "s" -> Duration.ofSeconds(amount);
      case "m", "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> null;
    };
  }

  static @Nullable Duration duration(String text, Duration min, Duration max) {
    Duration time = duration(text);
    boolean within = time != null && time.compareTo(min) >= 0 && time.compareTo(max) <= 0;
    return within ? time : null;
  }

  /** As it can be written, in the largest unit that divides it. */
  static String text(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
  }

  static @Nullable Long size(String text) {
    Matcher match = NUMBER_WITH_UNIT.matcher(text.strip());
    if (!match.matches()) {
      return null;
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2).toLowerCase(Locale.ROOT)) {
      case "", "b" -> amount;
      case "k", "kb", "kib" -> Math.multiplyExact(amount, 1L << 10);
      case "m", "mb", "mib" -> Math.multiplyExact(amount, 1L << 20);
      case "g", "gb", "gib" -> Math.multiplyExact(amount, 1L << 30);
      case "t", "tb", "tib" -> Math.multiplyExact(amount, 1L << 40);
      default -> null;
    };
  }

  static @Nullable Boolean flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> null;
    };
  }

  static @Nullable URI url(String text) {
    URI url = URI.create(text.strip());
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    return web && url.getHost() != null ? url : null;
  }
}
