package dev.verdict.ci.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public RSA keys in a text. */
public final class PemKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

  private PemKeys() {}

  /**
   * All that stand in it, in their order.
   *
   * @throws IllegalArgumentException with what is wrong, if there is none or one is broken
   */
  public static List<PublicKey> read(String text) {
    List<PublicKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      keys.add(key(block.group(1)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "a text of %d characters (expected: PEM with BEGIN PUBLIC KEY)".formatted(text.length()));
    }
    return keys;
  }

  private static PublicKey key(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64.strip());
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
    } catch (IllegalArgumentException | GeneralSecurityException broken) {
      throw new IllegalArgumentException("a broken key (expected: a public RSA key)", broken);
    }
  }
}
