package dev.verdict.reporter.inbound.kafka;

import dev.verdict.contract.Topics;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.runtime.tracing.OpenSpan;
import dev.verdict.runtime.tracing.SpanName;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** That events were taken in, one span for each trace that has some in a batch. */
final class IntakeSpans {
  private static final SpanName NAME = SpanName.processing(Topics.EVENTS);

  private final Vertx vertx;
  private final Tracing tracing;

  IntakeSpans(Vertx vertx) {
    this.vertx = vertx;
    this.tracing = Tracing.of(vertx);
  }

  /** What is written to the database is seen in a trace that has the batch for itself. */
  <T> Future<T> around(List<RunEvent> events, Supplier<Future<T>> work) {
    if (!tracing.isOn()) {
      return work.get();
    }
    Set<String> traces =
        events.stream()
            .map(RunEvent::traceparent)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    if (traces.size() == 1) {
      return tracing.within(vertx, NAME, traces.iterator().next(), work);
    }
    List<OpenSpan> spans = traces.stream().map(trace -> tracing.begin(NAME, trace)).toList();
    return work.get()
        .onSuccess(done -> spans.forEach(OpenSpan::end))
        .onFailure(failure -> spans.forEach(span -> span.failed(failure)));
  }
}
