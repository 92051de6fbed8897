package dev.verdict.testkit.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * A key and a certificate that it signed itself, made by the JDK's keytool.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param store both, as PKCS12 with the password {@link #PASSWORD}
 */
public record SelfSigned(String certificate, String key, Path store) {
  public static final String PASSWORD = Keytool.PASSWORD;

  /** For a server, as {@code dns:localhost} or {@code ip:127.0.0.1}. */
  public static SelfSigned forHost(String name, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    return make("server", name, directory.resolve(name.replace(':', '-') + ".p12"));
  }

  /** For somebody whom a server knows by this name. */
  public static SelfSigned forUser(String name, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    return make(name, "dns:" + name, directory.resolve(name + ".p12"));
  }

  private static SelfSigned make(String name, String host, Path store)
      throws IOException, InterruptedException, GeneralSecurityException {
    Keytool.run(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + host,
        "-ext",
        "bc=ca:true",
        "-alias",
        "it");
    KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new SelfSigned(
        Keytool.pem("CERTIFICATE", made.getCertificate("it").getEncoded()),
        Keytool.pem("PRIVATE KEY", made.getKey("it", PASSWORD.toCharArray()).getEncoded()),
        store);
  }
}
