package dev.verdict.ci;

import dev.verdict.plugin.ci.ProviderSetting;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the text of a setting is what its kind says, and what it means. */
final class SettingText {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)?");

  private static final String MASK = "***";
  private static final Pattern USER_INFO = Pattern.compile("(?s)^([a-zA-Z][a-zA-Z0-9+.-]*://)?.*@");

  private SettingText() {}

  static boolean fits(ProviderSetting.Kind kind, String text) {
    return switch (kind) {
      case TEXT, SECRET, PATH -> true;
      case URL -> isUrl(text);
      case NUMBER -> text.matches("\\d{1,9}");
      case DURATION -> duration(text) != null;
      case FLAG -> text.toLowerCase(Locale.ROOT).matches("true|false");
    };
  }

  /**
   * As it may be shown: a credential stands before the last {@code @}, whether the rest is a URL or
   * not.
   */
  static String shown(ProviderSetting setting, String text) {
    return switch (setting.kind()) {
      case SECRET -> MASK;
      case URL -> USER_INFO.matcher(text).replaceFirst("$1" + MASK + "@");
      case TEXT, PATH, NUMBER, DURATION, FLAG -> text;
    };
  }

  /** Of what {@link #fits}: such a URL would be in links that others are handed. */
  static boolean hasUserInfo(ProviderSetting.Kind kind, String text) {
    return kind == ProviderSetting.Kind.URL && URI.create(text).getRawUserInfo() != null;
  }

  private static boolean isUrl(String text) {
    try {
      URI url = URI.create(text);
      return url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** A number alone is seconds. */
  static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return switch (unit == null ? "s" : unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
