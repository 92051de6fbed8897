package dev.verdict.runtime.tracing;

import dev.verdict.contract.event.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans as they are written, for rows, messages and headers. */
final class TraceText {
  private static final int TRACE = 3;
  private static final int SPAN = 36;
  private static final int FLAGS = 53;
  private static final int END = 55;

  private TraceText() {}

  static Optional<String> of(SpanContext span) {
    return span.isValid()
        ? Optional.of(
            "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex())
        : Optional.empty();
  }

  /** Of the span that was written; without one, or with a broken one, a beginning. */
  static Context parent(@Nullable String written) {
    if (written == null) {
      return Context.root();
    }
    try {
      String text = new TraceParent(written).value();
      SpanContext span =
          SpanContext.createFromRemoteParent(
              text.substring(TRACE, SPAN - 1),
              text.substring(SPAN, FLAGS - 1),
              TraceFlags.fromHex(text.substring(FLAGS, END), 0),
              TraceState.getDefault());
      return Context.root().with(Span.wrap(span));
    } catch (IllegalArgumentException broken) {
      return Context.root();
    }
  }
}
