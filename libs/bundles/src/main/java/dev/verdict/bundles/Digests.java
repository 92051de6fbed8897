package dev.verdict.bundles;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How bundles are named: {@code sha256:} and 64 hexadecimal digits. */
public final class Digests {
  private static final Pattern NAME = Pattern.compile("sha256:[0-9a-f]{64}");

  private Digests() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static String name(byte[] sha256) {
    return "sha256:" + HexFormat.of().formatHex(sha256);
  }

  /** Also keeps a digest from being used as a path. */
  public static String checked(String digest) throws BundleRefused {
    if (!NAME.matcher(digest).matches()) {
      throw new BundleRefused(
          "digest: '" + digest + "' (expected: sha256: and 64 lower-case hexadecimal digits)");
    }
    return digest;
  }
}
