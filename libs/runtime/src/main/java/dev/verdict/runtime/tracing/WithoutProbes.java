package dev.verdict.runtime.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** What is asked every few seconds, by whoever watches and by every worker, is no trace. */
record WithoutProbes(Sampler others) implements Sampler {
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return kind == SpanKind.SERVER && isProbe(String.valueOf(attributes.get(PATH)))
        ? SamplingResult.drop()
        : others.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  private static boolean isProbe(String path) {
    return path.equals("/metrics")
        || path.equals("/health")
        || path.startsWith("/health/")
        || path.endsWith("/heartbeat");
  }

  @Override
  public String getDescription() {
    return "WithoutProbes{" + others.getDescription() + "}";
  }
}
