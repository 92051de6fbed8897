package dev.verdict.ci.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of assets, of letters that GitHub leaves as they are. */
final class AssetName {
  private static final int DIGITS = 12;
  private static final int LONGEST = 100;

  private AssetName() {}

  static String prefix(String testRunId) {
    return digest(testRunId) + "-";
  }

  /** Two names that differ only in letters that GitHub replaces must not meet. */
  static String of(String testRunId, String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", ".");
    int from = Math.max(0, plain.length() - LONGEST);
    return prefix(testRunId) + digest(name) + "-" + plain.substring(from);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
