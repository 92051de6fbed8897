package dev.verdict.runtime.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates in PEM, and who is believed because of them. */
final class Certificates {
  private Certificates() {}

  /** All of a file, in its order. */
  static List<X509Certificate> read(String setting, Path file, byte[] pem) {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        found.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException | ClassCastException unreadable) {
      throw new TlsProblem(setting, file, "certificates as PEM", unreadable);
    }
    if (found.isEmpty()) {
      throw new TlsProblem(setting, file, "certificates as PEM, and there are none", null);
    }
    return found;
  }

  /** Believes these and those that the JDK believes: what is called may be inside and outside. */
  static X509TrustManager beside(List<X509Certificate> own) throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>(own);
    all.addAll(List.of(manager(null).getAcceptedIssuers()));
    return only(all);
  }

  static X509TrustManager only(List<X509Certificate> authorities) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException("an empty store is not read from anywhere", impossible);
    }
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return manager(store);
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no X509TrustManager (expected: one of the JDK)");
  }
}
