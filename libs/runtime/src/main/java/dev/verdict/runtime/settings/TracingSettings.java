package dev.verdict.runtime.settings;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where spans are sent.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP; absent: there are no spans
 * @param headers that it wants, as a key
 * @param sample of traces that begin here, from 0 to 1; who calls us decides for his
 * @param queue spans that may wait to be sent; what is more is left out
 * @param timeout of one sending
 * @param tls whether the collector is believed
 */
public record TracingSettings(
    Optional<URI> endpoint,
    Map<String, Secret> headers,
    double sample,
    int queue,
    Duration timeout,
    TlsSettings tls) {
  private static final int USUAL_QUEUE = 4096;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  public static final TracingSettings OFF =
      new TracingSettings(
          Optional.empty(), Map.of(), 1, USUAL_QUEUE, USUAL_TIMEOUT, TlsSettings.NONE);

  public static TracingSettings from(SettingsReader reader) {
    return new TracingSettings(
        reader.url("tracing.endpoint").optional(),
        headers(reader),
        reader.number("tracing.sample_percent", 100, 0, 100) / 100.0,
        reader.number("tracing.queue", USUAL_QUEUE, 512, 100_000),
        reader.duration(
            "tracing.timeout", USUAL_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(1)),
        TlsSettings.from(reader));
  }

  private static Map<String, Secret> headers(SettingsReader reader) {
    String key = "tracing.headers";
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (Secret item : reader.secrets(key)) {
      String text = item.reveal();
      int equals = text.indexOf('=');
      if (equals <= 0) {
        reader.mistake(key, Secret.SHOWN_AS, "name=value, separated by commas");
        continue;
      }
      String value = text.substring(equals + 1).strip();
      dev.verdict.runtime.logging.Masking.remember(value);
      headers.put(text.substring(0, equals).strip(), new Secret(value));
    }
    return headers;
  }

  public boolean isOn() {
    return endpoint.isPresent();
  }
}
