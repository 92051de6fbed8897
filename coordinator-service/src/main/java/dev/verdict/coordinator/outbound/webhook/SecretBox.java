package dev.verdict.coordinator.outbound.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what lies in the database and must not be readable there, with AES-256-GCM. The first key
 * seals; all of them open, so that keys can be changed. Without a key, texts are kept as they are.
 */
public final class SecretBox {
  public static final int KEY_BYTES = 32;

  private static final String SEALED = "sealed:";
  private static final String OPEN = "open:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, SecretKey> keys = new LinkedHashMap<>();

  public SecretBox(List<byte[]> keys) {
    for (byte[] key : keys) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "key: " + key.length + " bytes (expected: " + KEY_BYTES + ")");
      }
      this.keys.putIfAbsent(nameOf(key), new SecretKeySpec(key, "AES"));
    }
  }

  public boolean seals() {
    return !keys.isEmpty();
  }

  /**
   * @param place where it is kept: it can be opened for the same place only
   */
  public String seal(String text, String place) {
    if (keys.isEmpty()) {
      return OPEN + text;
    }
    var first = keys.entrySet().iterator().next();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed =
        run(
            Cipher.ENCRYPT_MODE,
            first.getValue(),
            nonce,
            place,
            text.getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
    return SEALED + first.getKey() + ":" + Base64.getEncoder().encodeToString(both);
  }

  /**
   * @throws IllegalStateException when the key is missing
   */
  public String open(String kept, String place) {
    if (kept.startsWith(OPEN)) {
      return kept.substring(OPEN.length());
    }
    String[] parts = kept.split(":", 3);
    SecretKey key = parts.length == 3 ? keys.get(parts[1]) : null;
    if (key == null) {
      throw new IllegalStateException(
          "coordinator.subscriptions.keys: none that opens what was sealed with "
              + (parts.length == 3 ? parts[1] : "another release")
              + " (expected: that key among them)");
    }
    byte[] both = Base64.getDecoder().decode(parts[2]);
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
    return new String(run(Cipher.DECRYPT_MODE, key, nonce, place, sealed), StandardCharsets.UTF_8);
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, String place, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of " + place + " cannot be sealed or opened", e);
    }
  }

  private static String nameOf(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
