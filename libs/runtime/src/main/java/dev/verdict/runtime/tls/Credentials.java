package dev.verdict.runtime.tls;

import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What the files of the settings held at one moment. What a process shows as a server it also shows
 * as a client, to those that ask for it.
 *
 * @param clients who may come; absent: anybody
 * @param believed whom we believe when we call; absent: whom the JDK believes
 */
public record Credentials(
    Optional<ShownIdentity> identity,
    Optional<X509TrustManager> clients,
    Optional<X509TrustManager> believed,
    Bytes bytes) {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

  /** What was read, to see whether anything is new. */
  record Bytes(List<byte[]> files) {
    boolean same(Bytes other) {
      return Arrays.deepEquals(files.toArray(), other.files.toArray());
    }
  }

  /**
   * Reads and judges; it blocks.
   *
   * @param vertx asked for only where there is a key to be read
   * @throws TlsProblem that says which file is wrong, and how
   */
  public static Credentials read(Supplier<Vertx> vertx, TlsSettings settings, InstantSource clock) {
    Bytes bytes = bytes(settings);
    var unread = bytes.files().iterator();
    try {
      Optional<ShownIdentity> identity =
          settings
              .identity()
              .map(
                  files ->
                      ShownIdentity.of(
                          vertx.get(), files, unread.next(), unread.next(), clock.instant()));
      Optional<X509TrustManager> clients = Optional.empty();
      if (settings.clientAuthority().isPresent()) {
        Path file = settings.clientAuthority().get();
        clients =
            Optional.of(
                Certificates.only(
                    Certificates.read(TlsSettings.CLIENT_AUTHORITY, file, unread.next())));
      }
      Optional<X509TrustManager> believed = Optional.empty();
      if (settings.authority().isPresent()) {
        Path file = settings.authority().get();
        believed =
            Optional.of(
                Certificates.beside(Certificates.read(TlsSettings.AUTHORITY, file, unread.next())));
      }
      return new Credentials(identity, clients, believed, bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot hold certificates", e);
    }
  }

  static Bytes bytes(TlsSettings settings) {
    List<byte[]> all = new ArrayList<>();
    settings
        .identity()
        .ifPresent(
            files -> {
              all.add(bytes(TlsSettings.CERTIFICATE, files.certificate()));
              all.add(bytes(TlsSettings.KEY, files.key()));
            });
    settings
        .clientAuthority()
        .ifPresent(file -> all.add(bytes(TlsSettings.CLIENT_AUTHORITY, file)));
    settings.authority().ifPresent(file -> all.add(bytes(TlsSettings.AUTHORITY, file)));
    return new Bytes(List.copyOf(all));
  }

  private static byte[] bytes(String setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException absent) {
      throw new TlsProblem(setting, file, "a file that can be read, in PEM", absent);
    }
  }

  /**
   * For a server. A certificate of a client is asked for and not demanded here: probes have none,
   * so whether one is needed is decided for each path.
   */
  public ServerSSLOptions server() {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setUseAlpn(true)
            .setClientAuth(clients.isPresent() ? ClientAuth.REQUEST : ClientAuth.NONE)
            .setEnabledSecureTransportProtocols(PROTOCOLS);
    identity.ifPresent(shown -> options.setKeyCertOptions(shown.options()));
    clients.ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
    return options;
  }

  /** For a client, which always verifies whom it talks to. */
  public ClientSSLOptions client() {
    ClientSSLOptions options =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setEnabledSecureTransportProtocols(PROTOCOLS);
    identity.ifPresent(shown -> options.setKeyCertOptions(shown.options()));
    believed.ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
    return options;
  }

  /** For the HTTP client of the JDK; absent where it has to do nothing but what it does anyway. */
  public Optional<SSLContext> context() {
    if (identity.isEmpty() && believed.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(
          identity.map(shown -> new KeyManager[] {shown.keys()}).orElse(null),
          believed.map(trust -> new TrustManager[] {trust}).orElse(null),
          null);
      return Optional.of(made);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot speak TLS", e);
    }
  }
}
