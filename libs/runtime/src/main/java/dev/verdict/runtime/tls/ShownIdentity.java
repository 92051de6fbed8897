package dev.verdict.runtime.tls;

import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate with its key that was judged: they belong together, and it is valid.
 *
 * @param certificate of this process, without those above it
 */
public record ShownIdentity(X509Certificate certificate, X509KeyManager keys) {
  private static final byte[] ANYTHING = {1, 2, 3};

  /**
   * @throws TlsProblem that says what is wrong
   */
  static ShownIdentity of(
      Vertx vertx, TlsSettings.Identity files, byte[] chain, byte[] key, Instant now) {
    X509Certificate own =
        Certificates.read(TlsSettings.CERTIFICATE, files.certificate(), chain).getFirst();
    if (own.getNotAfter().toInstant().isBefore(now)) {
      throw new TlsProblem(
          TlsSettings.CERTIFICATE,
          files.certificate(),
          "a certificate that is valid, and this one expired at " + own.getNotAfter().toInstant(),
          null);
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      throw new TlsProblem(
          TlsSettings.CERTIFICATE,
          files.certificate(),
          "a certificate that is valid, and this one begins at " + own.getNotBefore().toInstant(),
          null);
    }
    X509KeyManager keys;
    PrivateKey secret;
    try {
      keys = manager(vertx, chain, key);
      secret = key(keys, own);
    } catch (Exception unreadable) {
      // Its message could quote the key.
      throw new TlsProblem(
          TlsSettings.KEY, files.key(), "a private key as PEM, without a password", null);
    }
    if (!isOf(secret, own)) {
      throw new TlsProblem(
          TlsSettings.KEY,
          files.key(),
          "the key of " + files.certificate() + ", and it is that of another certificate",
          null);
    }
    return new ShownIdentity(own, keys);
  }

  KeyCertOptions options() {
    return KeyCertOptions.wrap(keys);
  }

  /** By Vert.x, which reads PKCS #8, PKCS #1 and SEC 1, as they are all handed out. */
  private static X509KeyManager manager(Vertx vertx, byte[] chain, byte[] key) throws Exception {
    PemKeyCertOptions pem =
        new PemKeyCertOptions().addCertValue(Buffer.buffer(chain)).addKeyValue(Buffer.buffer(key));
    for (KeyManager each : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
      if (each instanceof X509KeyManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no X509KeyManager (expected: one of the JDK)");
  }

  private static PrivateKey key(X509KeyManager keys, X509Certificate own)
      throws GeneralSecurityException {
    for (String type : List.of(own.getPublicKey().getAlgorithm(), "RSA", "EC")) {
      String[] aliases = keys.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        return keys.getPrivateKey(aliases[0]);
      }
    }
    throw new GeneralSecurityException("no key (expected: one)");
  }

  /** What one half signs, the other accepts. */
  private static boolean isOf(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(ANYTHING);
      byte[] signed = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(ANYTHING);
      return verifying.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
