package dev.verdict.reports.write.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Style and script of the page, and the policy that lets nothing else in. */
final class Assets {
  static final String STYLE = read("report.css");
  static final String SCRIPT = read("report.js");

  /** By digest: no other script and no other style runs, wherever it comes from. */
  static final String POLICY =
      "default-src 'none'; script-src '"
          + digest(SCRIPT)
          + "'; style-src '"
          + digest(STYLE)
          + "'; img-src data:; base-uri 'none'; form-action 'none'";

  private Assets() {}

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource: '" + name + "' (expected: part of this library)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
