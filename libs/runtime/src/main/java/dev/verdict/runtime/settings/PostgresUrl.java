package dev.verdict.runtime.settings;

import dev.verdict.runtime.logging.Masking;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A database address in one text, as hosting providers hand it out. */
record PostgresUrl(String host, int port, String database, String user, String password) {
  static final PostgresUrl DEFAULTS = new PostgresUrl("localhost", 5432, "verdict", "verdict", "");

  /** The defaults for no text, null for one that is no such address. */
  static @Nullable PostgresUrl parse(String text) {
    if (text.isEmpty()) {
      return DEFAULTS;
    }
    try {
      URI url = URI.create(text.startsWith("jdbc:") ? text.substring(5) : text);
      boolean ours = "postgres".equals(url.getScheme()) || "postgresql".equals(url.getScheme());
      String path = url.getPath();
      if (!ours || url.getHost() == null || path == null || path.length() < 2) {
        return null;
      }
      String raw = url.getRawUserInfo() == null ? DEFAULTS.user() : url.getRawUserInfo();
      int colon = raw.indexOf(':');
      String user = decoded(colon < 0 ? raw : raw.substring(0, colon));
      String password = colon < 0 ? "" : decoded(raw.substring(colon + 1));
      Masking.remember(password);
      int port = url.getPort() < 0 ? DEFAULTS.port() : url.getPort();
      return new PostgresUrl(url.getHost(), port, path.substring(1), user, password);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String decoded(String part) {
    // A plus is a plus here, unlike in a form.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
