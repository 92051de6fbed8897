package dev.verdict.ci;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.withDefault;

import dev.verdict.ci.http.ConnectionSettings;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import dev.verdict.plugin.ci.ProviderSettings;
import java.time.Duration;
import java.util.List;

/** What each provider can be set to without knowing of it: how its API is called. */
final class HostSettings {
  /** The one URL that may hold a credential: nobody is ever handed it. */
  static final String PROXY = "proxy";

  static final List<ProviderSetting> ALL =
      List.of(
          withDefault("timeout", Kind.DURATION, "30s", "of one try"),
          withDefault("deadline", Kind.DURATION, "5m", "of a call with all its tries and waits"),
          withDefault("retry_failed_api_calls", Kind.FLAG, "true", "whether to try again at all"),
          withDefault("max_retries", Kind.NUMBER, "3", "tries after the first"),
          withDefault(
              "retry_delay_seconds",
              Kind.DURATION,
              "5",
              "the first pause is up to this, the next up to twice as long, and so on"),
          withDefault(
              "rate_limit_wait",
              Kind.DURATION,
              "60s",
              "how long to keep still when a limit is hit and the server does not say for how"
                  + " long"),
          withDefault("concurrency", Kind.NUMBER, "100", "most calls at once"),
          withDefault(
              "requests_per_second",
              Kind.NUMBER,
              "0",
              "most calls a second; 0: as the server says"),
          withDefault("queue", Kind.NUMBER, "10000", "most calls that wait for their turn"),
          withDefault("max_body", Kind.NUMBER, "16777216", "most bytes of an answer, but a file"),
          withDefault("break_after", Kind.NUMBER, "8", "failures in a row that open the circuit"),
          withDefault("break_for", Kind.DURATION, "30s", "how long the circuit stays open"),
          optional("ca_file", Kind.PATH, "certificates (PEM) trusted beside the usual ones"),
          optional(PROXY, Kind.URL, "of an HTTP proxy; may hold user and password"),
          optional(
              "har_file",
              Kind.PATH,
              "for looking into trouble: every call is written there as HAR, secrets masked"));

  private HostSettings() {}

  static ConnectionSettings connection(ProviderSettings settings) {
    Duration timeout = settings.duration("timeout");
    return new ConnectionSettings(
        timeout,
        settings.duration("deadline"),
        settings.flag("retry_failed_api_calls") ? settings.number("max_retries") : 0,
        settings.duration("retry_delay_seconds"),
        settings.duration("rate_limit_wait"),
        Math.max(1, settings.number("concurrency")),
        settings.number("requests_per_second"),
        Math.max(1, settings.number("queue")),
        settings.number("max_body"),
        Math.max(1, settings.number("break_after")),
        settings.duration("break_for"),
        settings.text("ca_file").map(java.nio.file.Path::of).orElse(null),
        settings.url(PROXY).orElse(null),
        settings.text("har_file").map(java.nio.file.Path::of).orElse(null));
  }
}
