package dev.verdict.runtime.access;

import dev.verdict.runtime.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The text of a key: {@code vk_} and 256 random bits. */
final class KeySecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("vk_[A-Za-z0-9_-]{43}");

  private KeySecret() {}

  static Secret next() {
    return new Secret(
        "vk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes()));
  }

  static byte[] randomBytes() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** What has another form was never a key, which saves asking the database. */
  static boolean hasForm(String text) {
    return FORM.matcher(text).matches();
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
