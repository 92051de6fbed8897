package dev.verdict.plugin.ci.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How names are written into URLs. */
public final class Encoding {
  private Encoding() {}

  /** One segment, or a value of the query: everything but letters, digits and {@code -._~}. */
  public static String segment(String text) {
    if (isPlain(text)) {
      return text;
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Most names are: then nothing has to be copied. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || "-._~".indexOf(letter) >= 0;
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** A path whose slashes stay. */
  public static String path(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(Encoding::segment)
        .collect(Collectors.joining("/"));
  }

  /** {@code base} with more path, already encoded. */
  public static URI below(URI base, String encodedPath) {
    String text = base.toString();
    String start = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(start + (encodedPath.startsWith("/") ? "" : "/") + encodedPath);
  }
}
