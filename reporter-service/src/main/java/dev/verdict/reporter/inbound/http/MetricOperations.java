package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.usecase.History;
import dev.verdict.reporter.usecase.History.MetricFilter;
import dev.verdict.reporter.usecase.History.TimePlace;
import dev.verdict.reporter.usecase.RecordMetric;
import dev.verdict.reporter.usecase.RecordMetric.Measured;
import dev.verdict.reporter.usecase.RecordMetric.Outcome;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;

/** {@code /api/v1/metrics}: figures of runs and tasks. */
public final class MetricOperations {
  private final History history;
  private final RecordMetric recordMetric;

  public MetricOperations(History history, RecordMetric recordMetric) {
    this.history = history;
    this.recordMetric = recordMetric;
  }

  public void addTo(Operations operations) {
    operations
        .handle("listMetrics", Scope.READ, this::list)
        .handle("recordMetric", Scope.SUBMIT, Measured.class, this::record);
  }

  private Future<Reply> list(Call call) {
    MetricFilter filter =
        new MetricFilter(
            Queries.uuid(call, "run_id"),
            Queries.uuid(call, "task_id"),
            Queries.text(call, "metric_name"),
            Queries.time(call, "since"),
            Queries.time(call, "until"));
    int limit = Queries.limit(call);
    return history
        .metrics(filter, Cursors.timePlace(call.query("cursor")), limit + 1)
        .map(
            metrics ->
                Reply.json(
                    200,
                    Queries.page(
                        metrics,
                        limit,
                        metric -> Cursors.of(new TimePlace(metric.recordedAt(), metric.id())))));
  }

  private Future<Reply> record(Call call, Measured measured) {
    if (!Double.isFinite(measured.metricValue())) {
      throw Fail.badField("body.metric_value", measured.metricValue(), "a finite number");
    }
    var onceAs = call.idempotencyKey().map(key -> call.identity().unique() + "/" + key);
    return recordMetric.record(measured, onceAs).map(outcome -> answer(measured, outcome));
  }

  private static Reply answer(Measured measured, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Recorded recorded -> Reply.json(201, recorded.metric());
      case Outcome.RecordedBefore before -> Reply.json(201, before.metric());
      case Outcome.KeyIsTaken taken ->
          throw Fail.unprocessable(
              "Idempotency-Key: used before with another body (expected: a new key)");
      case Outcome.UnknownRun unknown ->
          throw Fail.badField("body.run_id", measured.runId(), "a run that exists");
      case Outcome.UnknownTask unknown ->
          throw Fail.badField("body.task_id", measured.taskId(), "a task of that run");
    };
  }
}
