package dev.verdict.runtime.tracing;

import dev.verdict.runtime.settings.TracingSettings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.internal.ContextInternal;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import io.vertx.tracing.opentelemetry.VertxContextStorageProvider.VertxContextStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Spans made by OpenTelemetry, and sent in batches by a thread of its own. */
final class OpenTelemetryTracing implements Tracing {
  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  private OpenTelemetryTracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.verdict");
  }

  static Tracing start(String service, TracingSettings settings) {
    return new OpenTelemetryTracing(sdk(SpanPipeline.of(service, settings)));
  }

  /** For tests, which look at what is made. */
  static Tracing of(SdkTracerProvider spans) {
    return new OpenTelemetryTracing(sdk(spans));
  }

  private static OpenTelemetrySdk sdk(SdkTracerProvider spans) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(spans)
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  @Override
  public VertxBuilder on(VertxBuilder vertx) {
    return vertx.withTracer(new OpenTelemetryTracingFactory(sdk));
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Optional<String> current() {
    Context current = VertxContextStorage.INSTANCE.current();
    return current == null
        ? Optional.empty()
        : TraceText.of(Span.fromContext(current).getSpanContext());
  }

  @Override
  public OpenSpan begin(SpanName name, @Nullable String parent) {
    return new Begun(started(name, parent));
  }

  private Span started(SpanName name, @Nullable String parent) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name.name())
            .setParent(TraceText.parent(parent))
            .setSpanKind(
                switch (name.kind()) {
                  case INTERNAL -> SpanKind.INTERNAL;
                  case PRODUCER -> SpanKind.PRODUCER;
                  case CONSUMER -> SpanKind.CONSUMER;
                });
    name.attributes().forEach(builder::setAttribute);
    return builder.startSpan();
  }

  /** On a context of its own: what others do on the same event loop does not belong to it. */
  @Override
  public <T> Future<T> within(
      Vertx vertx, SpanName name, @Nullable String parent, Supplier<Future<T>> work) {
    Span span = started(name, parent);
    ContextInternal context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    Promise<T> ended = Promise.promise();
    context.runOnContext(
        now -> {
          Scope scope = VertxContextStorage.INSTANCE.attach(context, Context.root().with(span));
          done(work, span).onComplete(done -> scope.close()).onComplete(ended);
        });
    return ended.future();
  }

  private static <T> Future<T> done(Supplier<Future<T>> work, Span span) {
    Begun open = new Begun(span);
    try {
      return work.get()
          .onComplete(
              done -> {
                if (done.failed()) {
                  open.failed(done.cause());
                } else {
                  open.end();
                }
              });
    } catch (RuntimeException e) {
      open.failed(e);
      return Future.failedFuture(e);
    }
  }

  @Override
  public void stop(Duration most) {
    sdk.getSdkTracerProvider().shutdown().join(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Of a failure only its kind: messages quote what somebody wrote. */
  private record Begun(Span span) implements OpenSpan {
    @Override
    public Optional<String> traceparent() {
      return TraceText.of(span.getSpanContext());
    }

    @Override
    public void end() {
      span.end();
    }

    @Override
    public void failed(Throwable why) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", why.getClass().getName());
      span.end();
    }
  }
}
