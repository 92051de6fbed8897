package dev.verdict.runtime.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process shows of itself, and whom it believes. These are names of files and not what is in
 * them: they are read again when somebody replaces them.
 *
 * @param identity absent: the server speaks without TLS
 * @param clientAuthority who signed the certificates that clients have to show; absent: they need
 *     none
 * @param authority who signed the certificates of our services, beside those that the JDK believes
 * @param reload how often to look whether the files are others
 */
public record TlsSettings(
    Optional<Identity> identity,
    Optional<Path> clientAuthority,
    Optional<Path> authority,
    Duration reload) {
  public static final String CERTIFICATE = "http.tls.cert_file";
  public static final String KEY = "http.tls.key_file";
  public static final String CLIENT_AUTHORITY = "http.tls.client_ca_file";
  public static final String AUTHORITY = "http.tls.ca_file";

  private static final Duration USUALLY = Duration.ofSeconds(30);

  /** Without TLS, and with what the JDK believes. */
  public static final TlsSettings NONE =
      new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), USUALLY);

  /** A certificate, with those between it and its authority, and its key; both as PEM. */
  public record Identity(Path certificate, Path key) {}

  public static TlsSettings from(SettingsReader reader) {
    Optional<Path> certificate = file(reader, CERTIFICATE);
    Optional<Path> key = file(reader, KEY);
    if (certificate.isPresent() && key.isEmpty()) {
      reader.mistake(KEY, null, "the key that belongs to " + CERTIFICATE);
    }
    if (key.isPresent() && certificate.isEmpty()) {
      reader.mistake(CERTIFICATE, null, "the certificate that belongs to " + KEY);
    }
    Optional<Path> clientAuthority = file(reader, CLIENT_AUTHORITY);
    if (clientAuthority.isPresent() && certificate.isEmpty()) {
      reader.mistake(
          CLIENT_AUTHORITY, clientAuthority.get().toString(), "only beside " + CERTIFICATE);
    }
    return new TlsSettings(
        certificate.flatMap(shown -> key.map(its -> new Identity(shown, its))),
        clientAuthority,
        file(reader, AUTHORITY),
        reader.duration("http.tls.reload", USUALLY, Duration.ofMillis(100), Duration.ofHours(1)));
  }

  private static Optional<Path> file(SettingsReader reader, String key) {
    Optional<Path> file = reader.path(key).optional();
    if (file.isPresent() && !Files.isReadable(file.get())) {
      reader.mistake(key, file.get().toString(), "a file that can be read, in PEM");
    }
    return file;
  }

  /** Whether the server speaks TLS. */
  public boolean isOn() {
    return identity.isPresent();
  }
}
