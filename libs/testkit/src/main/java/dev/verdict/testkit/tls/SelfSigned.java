package dev.verdict.testkit.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key and a certificate that it signed itself, made by the JDK's keytool.
 *
 * @param certificate in PEM
 * @param key in PEM
 * @param store both, as PKCS12 with the password {@link #PASSWORD}
 */
public record SelfSigned(String certificate, String key, Path store) {
  public static final String PASSWORD = "changeit";

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
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + host,
            "-ext",
            "bc=ca:true",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString(),
            "-alias",
            "it");
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    return new SelfSigned(
        pem("CERTIFICATE", made.getCertificate("it").getEncoded()),
        pem("PRIVATE KEY", made.getKey("it", PASSWORD.toCharArray()).getEncoded()),
        store);
  }

  private static String pem(String what, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }
}
