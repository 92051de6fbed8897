package dev.verdict.testkit.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** An authority that signs certificates for a test, by the JDK's keytool. */
public final class TestAuthority {
  private final Path directory;
  private final Path store;
  private final Path certificate;
  private int issued;

  private TestAuthority(Path directory, Path store, Path certificate) {
    this.directory = directory;
    this.store = store;
    this.certificate = certificate;
  }

  public static TestAuthority make(String name, Path directory)
      throws IOException, InterruptedException {
    Path store = directory.resolve(name + ".p12");
    Path certificate = directory.resolve(name + ".pem");
    Keytool.run(
        store,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "bc=ca:true",
        "-alias",
        "ca");
    Keytool.run(store, "-exportcert", "-rfc", "-alias", "ca", "-file", certificate.toString());
    return new TestAuthority(directory, store, certificate);
  }

  /** In PEM. */
  public Path certificate() {
    return certificate;
  }

  /**
   * A key and its certificate, both as PEM.
   *
   * @param certificate and {@code key}: their texts
   */
  public record Issued(String certificate, String key) {
    public void into(Path certificateFile, Path keyFile) throws IOException {
      Files.writeString(certificateFile, certificate);
      Files.writeString(keyFile, key);
    }
  }

  /** For what is reached by this name, as {@code dns:localhost} or {@code ip:127.0.0.1}. */
  public Issued issue(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return issue(name, "-1d", 30);
  }

  /** One that held until yesterday. */
  public Issued expired(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return issue(name, "-3d", 2);
  }

  private Issued issue(String name, String from, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path own = directory.resolve("issued-" + issued++ + "-" + store.getFileName());
    String request = own + ".csr";
    String answer = own + ".crt";
    Keytool.run(own, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-alias", "it");
    Keytool.run(own, "-certreq", "-alias", "it", "-file", request);
    Keytool.run(
        store,
        "-gencert",
        "-alias",
        "ca",
        "-ext",
        "san=" + name,
        "-startdate",
        from,
        "-validity",
        Integer.toString(days),
        "-rfc",
        "-infile",
        request,
        "-outfile",
        answer);
    KeyStore made = KeyStore.getInstance(own.toFile(), Keytool.PASSWORD.toCharArray());
    byte[] key = made.getKey("it", Keytool.PASSWORD.toCharArray()).getEncoded();
    return new Issued(Files.readString(Path.of(answer)), Keytool.pem("PRIVATE KEY", key));
  }
}
