package dev.verdict.runtime.settings;

import java.time.Duration;

/**
 * How the HTTP server behaves.
 *
 * @param idle after which a connection without traffic is closed
 * @param requestTimeout for an answer to an operation that is no stream
 * @param drain how long requests in progress may take when the server stops
 * @param bodyLimit in bytes, for operations that are no stream
 * @param metricsAuth whether /metrics wants a key with the scope read
 * @param tls the certificate that it shows, if it does
 */
public record HttpSettings(
    String host,
    int port,
    Duration idle,
    Duration requestTimeout,
    Duration drain,
    int connections,
    long bodyLimit,
    boolean metricsAuth,
    TlsSettings tls) {
  private static final long SMALLEST_BODY_LIMIT = 1024;

  /** As a service of its own: reachable from other machines. */
  public static HttpSettings forService(SettingsReader reader, int port) {
    return from(reader, "0.0.0.0", port);
  }

  public static HttpSettings from(SettingsReader reader, String host, int port) {
    long bodyLimit = reader.size("http.body_limit", 16L << 20);
    if (bodyLimit < SMALLEST_BODY_LIMIT || bodyLimit > Integer.MAX_VALUE) {
      reader.mistake("http.body_limit", Long.toString(bodyLimit), "from 1KiB to 2GiB - 1");
    }
    return new HttpSettings(
        reader.text("http.host").orElse(host),
        reader.port("http.port", port),
        reader.duration("http.idle_timeout", Duration.ofSeconds(75)),
        reader.duration("http.request_timeout", Duration.ofSeconds(60)),
        reader.duration("http.drain", Duration.ofSeconds(5)),
        reader.number("http.connections", 4_000, 1, 100_000),
        bodyLimit,
        reader.flag("http.metrics_auth", false),
        TlsSettings.from(reader));
  }

  /** The defaults on the loopback interface. */
  public static HttpSettings onLoopback(int port) {
    return new HttpSettings(
        "127.0.0.1",
        port,
        Duration.ofSeconds(75),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        4_000,
        16L << 20,
        false,
        TlsSettings.NONE);
  }
}
