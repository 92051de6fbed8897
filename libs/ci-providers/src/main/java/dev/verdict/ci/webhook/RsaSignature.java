package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** A signature with a private key, in base64, that public keys prove. */
public final class RsaSignature {
  private RsaSignature() {}

  /**
   * @param algorithm as the sender chose it: Travis CI still has SHA-1, under which nobody has made
   *     a signature without the key
   */
  public static Authenticity check(
      String algorithm, byte[] text, String signature, List<PublicKey> keys) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(signature.strip());
    } catch (IllegalArgumentException noBase64) {
      return new Authenticity.Wrong("the signature is no base64");
    }
    for (int i = 0; i < keys.size(); i++) {
      if (fits(algorithm, text, bytes, keys.get(i))) {
        return new Authenticity.Genuine(i);
      }
    }
    return new Authenticity.Wrong(
        keys.isEmpty()
            ? "there is no public key to check it with"
            : "none of the public keys fits");
  }

  private static boolean fits(String algorithm, byte[] text, byte[] signature, PublicKey key) {
    try {
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException notOfThisKey) {
      return false;
    }
  }
}
