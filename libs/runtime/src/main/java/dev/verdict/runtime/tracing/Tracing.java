package dev.verdict.runtime.tracing;

import dev.verdict.runtime.settings.TracingSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of this process: one for each Vert.x, found again from it. HTTP and SQL are traced by
 * Vert.x itself, as far as they are called within a span.
 */
public interface Tracing extends Shareable {
  /** Nothing is traced, and nothing is made for it. */
  Tracing OFF = new NoTracing();

  /** Loads what it needs only where it is turned on. */
  static Tracing start(String service, TracingSettings settings) {
    return settings.isOn() ? OpenTelemetryTracing.start(service, settings) : OFF;
  }

  /** The one of this Vert.x. */
  static Tracing of(Vertx vertx) {
    Tracing found = place(vertx).get(NoTracing.PLACE);
    return found == null ? OFF : found;
  }

  private static LocalMap<String, Tracing> place(Vertx vertx) {
    return vertx.sharedData().getLocalMap(NoTracing.PLACE);
  }

  /** Can be found from now on. */
  default void placeIn(Vertx vertx) {
    place(vertx).put(NoTracing.PLACE, this);
  }

  /** A Vert.x that traces itself. */
  VertxBuilder on(VertxBuilder vertx);

  boolean isOn();

  /** Of the span within which this is asked, as W3C Trace Context; absent where there is none. */
  Optional<String> current();

  /**
   * Begins a span without work.
   *
   * @param parent as W3C Trace Context; a trace of its own begins where it is absent or none
   */
  OpenSpan begin(SpanName name, @Nullable String parent);

  /** What {@code work} calls belongs to the span, which ends when it has ended. */
  <T> Future<T> within(
      Vertx vertx, SpanName name, @Nullable String parent, Supplier<Future<T>> work);

  /** Sends what waits to be sent, and ends; blocks that long at most. */
  void stop(Duration most);
}
