package dev.verdict.reporter.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The identity of a test in sixteen bytes: the first half of the SHA-256 of its id. Two tests that
 * share a key would hide each other, so the hash must be one that nobody can steer.
 */
public final class TestKey {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(TestKey::sha256);

  private TestKey() {}

  public static UUID of(String testId) {
    byte[] digest = SHA_256.get().digest(testId.getBytes(StandardCharsets.UTF_8));
    ByteBuffer half = ByteBuffer.wrap(digest, 0, 16);
    return new UUID(half.getLong(), half.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
