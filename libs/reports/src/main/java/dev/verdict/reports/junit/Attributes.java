package dev.verdict.reports.junit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one element, by lower-case local name. */
final class Attributes {
  private final Map<String, String> values = new HashMap<>();

  void put(String name, String value) {
    values.putIfAbsent(name, value);
  }

  /** The first of the names that is there, as it stands. */
  @Nullable String raw(String... names) {
    for (String name : names) {
      String value = values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The first of the names that has something to say, bounded; null if none has. */
  @Nullable String text(String... names) {
    for (String name : names) {
      String value = values.get(name);
      if (value != null && !value.isBlank()) {
        return bounded(value.strip());
      }
    }
    return null;
  }

  @Nullable Integer number(String... names) {
    String value = text(names);
    try {
      return value == null ? null : Integer.valueOf(value);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Two long names that differ only after the bound stay two names. */
  private static String bounded(String value) {
    if (value.length() <= Limits.NAME) {
      return value;
    }
    return value.substring(0, Limits.NAME) + "… sha256:" + digest(value);
  }

  private static String digest(String value) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
