package dev.verdict.artifacts.domain;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes: the only name that a file of ours is ever made from.
 *
 * @param hex 64 lower-case digits
 */
public record Digest(String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final String PREFIX = "sha256:";

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "digest: '" + hex + "' (expected: 64 lower-case hex digits)");
    }
  }

  /** Reads {@code sha256:<hex>}. */
  public static Optional<Digest> parse(String text) {
    String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
    return HEX.matcher(hex).matches() ? Optional.of(new Digest(hex)) : Optional.empty();
  }

  public static Digest of(byte[] sha256) {
    return new Digest(HexFormat.of().formatHex(sha256));
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
