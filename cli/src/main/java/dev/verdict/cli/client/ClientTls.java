package dev.verdict.cli.client;

import dev.verdict.cli.WrongUsage;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.tls.Credentials;
import dev.verdict.runtime.tls.TlsProblem;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom the command line believes beside those that the JDK believes, and what it shows to those
 * that ask for a certificate. A server is always verified.
 *
 * @param authority certificates as PEM
 * @param certificate and {@code key}: both or none
 */
public record ClientTls(@Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {
  /** As the JDK does it. */
  public static final ClientTls USUAL = new ClientTls(null, null, null);

  public ClientTls {
    if ((certificate == null) != (key == null)) {
      throw new WrongUsage(
          "--client-cert, --client-key: one of them (expected: both or none of them)");
    }
  }

  /** The same for one who believes these, where he was not told whom to believe. */
  public ClientTls orBelieving(@Nullable Path other) {
    return authority != null || other == null ? this : new ClientTls(other, certificate, key);
  }

  /**
   * @throws WrongUsage where a file cannot be used
   */
  Optional<SSLContext> context() {
    if (authority == null && certificate == null) {
      return Optional.empty();
    }
    Optional<TlsSettings.Identity> shown =
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new TlsSettings.Identity(certificate, key));
    TlsSettings files =
        new TlsSettings(shown, Optional.empty(), Optional.ofNullable(authority), Duration.ZERO);
    return read(files).context();
  }

  private static Credentials read(TlsSettings files) {
    Vertx vertx = files.isOn() ? Vertx.vertx() : null;
    try {
      return Credentials.read(
          () -> Optional.ofNullable(vertx).orElseThrow(), files, InstantSource.system());
    } catch (TlsProblem problem) {
      throw new WrongUsage(String.valueOf(problem.getMessage()));
    } finally {
      if (vertx != null) {
        vertx.close().await();
      }
    }
  }
}
