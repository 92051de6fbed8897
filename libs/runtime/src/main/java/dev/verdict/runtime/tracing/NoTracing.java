package dev.verdict.runtime.tracing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As if there were no tracing: work is done where it is asked for. */
final class NoTracing implements Tracing {
  static final String PLACE = "dev.verdict.tracing";

  private static final OpenSpan NONE =
      new OpenSpan() {
        @Override
        public Optional<String> traceparent() {
          return Optional.empty();
        }

        @Override
        public void end() {}

        @Override
        public void failed(Throwable why) {}
      };

  @Override
  public VertxBuilder on(VertxBuilder vertx) {
    return vertx;
  }

  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Optional<String> current() {
    return Optional.empty();
  }

  @Override
  public OpenSpan begin(SpanName name, @Nullable String parent) {
    return NONE;
  }

  @Override
  public <T> Future<T> within(
      Vertx vertx, SpanName name, @Nullable String parent, Supplier<Future<T>> work) {
    return work.get();
  }

  @Override
  public void stop(Duration most) {}
}
