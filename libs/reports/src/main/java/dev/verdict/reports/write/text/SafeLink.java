package dev.verdict.reports.write.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that may become a link: http and https, and paths without a scheme. */
public final class SafeLink {
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
  private static final String AS_IT_IS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&*+,;=%";

  private SafeLink() {}

  /**
   * The address with everything percent-encoded that could end a link in any of our formats; empty
   * when it must not be a link.
   */
  public static Optional<String> of(@Nullable String address) {
    if (address == null || address.isBlank() || address.length() > 4_000) {
      return Optional.empty();
    }
    String plain = address.strip();
    if (plain.startsWith("//") || plain.startsWith("\\")) {
      return Optional.empty();
    }
    String lower = plain.toLowerCase(Locale.ROOT);
    boolean web = lower.startsWith("http://") || lower.startsWith("https://");
    // A colon before the first slash is a scheme to a browser, even behind a control character.
    boolean path = !SCHEME.matcher(plain).find() && plain.split("[/?#]", 2)[0].indexOf(':') < 0;
    return web || path ? Optional.of(encoded(plain)) : Optional.empty();
  }

  /** As {@link #of}, but never a path, which leads nowhere from a comment. */
  public static Optional<String> absolute(@Nullable String address) {
    return of(address)
        .filter(link -> link.regionMatches(true, 0, "http", 0, 4) && link.contains("://"));
  }

  private static String encoded(String address) {
    StringBuilder link = new StringBuilder(address.length());
    for (byte octet : address.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (AS_IT_IS.indexOf(character) >= 0) {
        link.append(character);
      } else {
        link.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
      }
    }
    return link.toString();
  }
}
