package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * {@code Content-Disposition}, RFC 6266: whether a browser shows a file or saves it, and under
 * which name.
 */
final class Disposition {
  private Disposition() {}

  static String of(Artifact artifact, boolean download) {
    String how = download || !canBeShown(artifact.contentType()) ? "attachment" : "inline";
    return how + named(artifact.name());
  }

  /** Whatever it is, it is saved. */
  static String saved(String name) {
    return "attachment" + named(name);
  }

  private static String named(String name) {
    return "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static boolean canBeShown(String contentType) {
    return contentType.startsWith("text/")
        || contentType.startsWith("image/")
        || contentType.startsWith("video/")
        || contentType.equals("application/json")
        || contentType.equals("application/xml")
        || contentType.equals("application/pdf");
  }

  private static String ascii(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .forEach(
            c ->
                plain.appendCodePoint(
                    c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : c));
    return plain.toString();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
