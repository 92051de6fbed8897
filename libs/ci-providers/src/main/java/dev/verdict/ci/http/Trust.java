package dev.verdict.ci.http;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities of a file beside those of the JDK: what we call may be inside and outside. */
public final class Trust {
  private Trust() {}

  /**
   * @param setting the key of the file, for whoever has to correct it
   */
  public static TrustOptions with(String setting, Path pemFile) {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager known) {
          for (X509Certificate each : known.getAcceptedIssuers()) {
            all.setCertificateEntry("known-" + count++, each);
          }
        }
      }
      try (InputStream pem = Files.newInputStream(pemFile)) {
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          all.setCertificateEntry("own-" + count++, each);
        }
      }
      return TrustOptions.wrap(managers(all)[0]);
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalArgumentException(
          setting + ": " + pemFile + " (expected: certificates as PEM)", unreadable);
    }
  }

  private static TrustManager[] managers(@org.jspecify.annotations.Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
