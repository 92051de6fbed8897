package dev.verdict.runtime.tracing;

import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.settings.TracingSettings;
import dev.verdict.runtime.tls.Credentials;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The way of a span to the collector, with a bound at each step. */
final class SpanPipeline {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int LONGEST_VALUE = 512;

  private SpanPipeline() {}

  static SdkTracerProvider of(String service, TracingSettings settings) {
    return provider(service, settings.sample())
        .addSpanProcessor(
            BatchSpanProcessor.builder(new ToldExporter(exporter(settings)))
                .setMaxQueueSize(settings.queue())
                .setScheduleDelay(EVERY)
                .setExporterTimeout(settings.timeout())
                .build())
        .build();
  }

  /** Without a way out. */
  static SdkTracerProviderBuilder provider(String service, double sample) {
    return SdkTracerProvider.builder()
        .setResource(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.namespace"),
                    "verdict",
                    AttributeKey.stringKey("service.name"),
                    "verdict-" + service,
                    AttributeKey.stringKey("service.version"),
                    Optional.ofNullable(SpanPipeline.class.getPackage().getImplementationVersion())
                        .orElse("unknown"))))
        .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_VALUE).build())
        .setSampler(
            new WithoutProbes(
                Sampler.parentBasedBuilder(Sampler.traceIdRatioBased(sample)).build()));
  }

  private static SpanExporter exporter(TracingSettings settings) {
    Map<String, String> headers = new HashMap<>();
    settings.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(traces(settings.endpoint().orElseThrow()))
            .setConnectTimeout(CONNECT)
            .setTimeout(settings.timeout())
            .setCompression("gzip")
            .setHeaders(() -> headers);
    Credentials trust = trust(settings.tls());
    trust.context().ifPresent(tls -> builder.setSslContext(tls, trust.believed().orElseThrow()));
    return builder.build();
  }

  /** Whom we believe, and nothing shown of ourselves: a collector is not one of us. */
  private static Credentials trust(TlsSettings settings) {
    return Credentials.read(
        () -> {
          throw new IllegalStateException("there is no key to be read");
        },
        new TlsSettings(
            Optional.empty(), Optional.empty(), settings.authority(), settings.reload()),
        InstantSource.system());
  }

  /** As with OTEL_EXPORTER_OTLP_ENDPOINT: the address without what is sent there. */
  private static String traces(URI endpoint) {
    String text = endpoint.toString();
    return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/v1/traces";
  }
}
