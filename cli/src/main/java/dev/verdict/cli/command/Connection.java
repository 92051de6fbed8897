package dev.verdict.cli.command;

import dev.verdict.cli.DataDirectory;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ClientTls;
import dev.verdict.cli.client.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that talks to a running system. */
public final class Connection {
  private static final URI DEFAULT = URI.create("http://localhost:8080");

  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      defaultValue = "${env:VERDICT_COORDINATOR}",
      description =
          "The running system. Default: the one of 'verdict up' on this machine, else"
              + " http://localhost:8080.")
  private @Nullable URI coordinator;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = "${env:VERDICT_API_KEY}",
      description =
          "The key. Default: VERDICT_API_KEY, else the key of 'verdict up' on this machine.")
  private @Nullable String apiKey;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      defaultValue = "${env:VERDICT_HTTP_TLS_CA_FILE}",
      description =
          "Certificates as PEM that are believed beside those of the JDK. Default:"
              + " VERDICT_HTTP_TLS_CA_FILE.")
  private @Nullable Path authority;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      defaultValue = "${env:VERDICT_HTTP_TLS_CERT_FILE}",
      description =
          "What is shown to a system that asks for a certificate, as PEM. Default:"
              + " VERDICT_HTTP_TLS_CERT_FILE.")
  private @Nullable Path certificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      defaultValue = "${env:VERDICT_HTTP_TLS_KEY_FILE}",
      description = "Its key, as PEM. Default: VERDICT_HTTP_TLS_KEY_FILE.")
  private @Nullable Path certificateKey;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The data directory of 'verdict up'. Default: VERDICT_DATA_DIR, else ~/.verdict.")
  private @Nullable Path dataDirectory;

  public Path dataDirectory() {
    return DataDirectory.of(dataDirectory);
  }

  boolean namesCoordinator() {
    return coordinator != null;
  }

  public ApiClient client() {
    Optional<Endpoint> local = Endpoint.in(dataDirectory());
    URI url =
        coordinator != null
            ? coordinator
            : local.map(found -> URI.create(found.url())).orElse(DEFAULT);
    ClientTls tls = new ClientTls(authority, certificate, certificateKey);
    boolean own = local.isPresent() && isOwn(local.get(), url);
    return new ApiClient(
        url, key(local, url), own ? tls.orBelieving(local.get().authority()) : tls);
  }

  /**
   * Without a key of his own, a person on the machine of the system uses its key; never for another
   * system.
   */
  private @Nullable String key(Optional<Endpoint> local, URI url) {
    if (apiKey != null && !apiKey.isBlank()) {
      return apiKey;
    }
    return local.isPresent() && isOwn(local.get(), url) ? local.get().key() : null;
  }

  private static boolean isOwn(Endpoint local, URI url) {
    return URI.create(local.url()).getPort() == url.getPort() && isLoopback(url);
  }

  private static boolean isLoopback(URI url) {
    String host = String.valueOf(url.getHost());
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
