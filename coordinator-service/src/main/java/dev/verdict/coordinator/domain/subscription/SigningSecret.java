package dev.verdict.coordinator.domain.subscription;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret as Standard Webhooks writes it, {@code whsec_} and base64, and what it signs. */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int NEW_BYTES = 32;
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  public static SigningSecret generate() {
    byte[] key = new byte[NEW_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /**
   * @throws IllegalArgumentException that says what was expected, and not what it was
   */
  public static SigningSecret of(String text) {
    if (text.startsWith(PREFIX)) {
      try {
        byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (key.length >= FEWEST_BYTES && key.length <= MOST_BYTES) {
          return new SigningSecret(key);
        }
      } catch (IllegalArgumentException notBase64) {
        throw new IllegalArgumentException(expected(), notBase64);
      }
    }
    throw new IllegalArgumentException(expected());
  }

  private static String expected() {
    return PREFIX + " and " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes in base64";
  }

  /** As the receiver is told once. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** {@code webhook-signature} of a delivery: one for each secret, apart by spaces. */
  public static String sign(List<SigningSecret> secrets, String id, long timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(secret.mac(id, timestamp, body)))
        .collect(Collectors.joining(" "));
  }

  private byte[] mac(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
