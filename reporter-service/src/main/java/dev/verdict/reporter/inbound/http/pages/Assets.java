package dev.verdict.reporter.inbound.http.pages;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Style, script and icon. The address of each holds a digest of its content, so a browser may keep
 * it for ever, and gets another one when it has changed.
 */
final class Assets {
  /** One of them. */
  record Asset(String type, Buffer content) {}

  private static final Map<String, Asset> BY_FILE = new LinkedHashMap<>();

  static final String STYLE = add("dashboard", "css", "text/css; charset=utf-8");
  static final String SCRIPT = add("dashboard", "js", "text/javascript; charset=utf-8");
  static final String ICON = add("icon", "svg", "image/svg+xml");

  private Assets() {}

  static Optional<Asset> find(String file) {
    return Optional.ofNullable(BY_FILE.get(file));
  }

  private static String add(String name, String ending, String type) {
    byte[] content = read(name + "." + ending);
    String file = name + "-" + digest(content) + "." + ending;
    BY_FILE.put(file, new Asset(type, Buffer.buffer(content)));
    return "/assets/" + file;
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/pages/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource: pages/" + name + " (expected: in the jar)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Short, of content that is ours. */
  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
