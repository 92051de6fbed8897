package dev.verdict.reporter.inbound.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import dev.verdict.reporter.usecase.gate.GateStore;
import dev.verdict.reports.model.GateResult;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** {@code /api/v1/runs/{id}/gate} and {@code …/comparison}: what one run means. */
public final class RunInsightOperations {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final RunComparison comparison;
  private final GateStore gates;

  public RunInsightOperations(RunComparison comparison, GateStore gates) {
    this.comparison = comparison;
    this.gates = gates;
  }

  private record GateView(UUID runId, @JsonUnwrapped GateResult result, Instant evaluatedAt) {}

  public void addTo(Operations operations) {
    operations
        .handle("getComparison", Scope.READ, this::compare)
        .handle("getGate", Scope.READ, this::gate);
  }

  private Future<Reply> compare(Call call) {
    UUID run = call.id("id", "run");
    return comparison
        .of(run)
        .map(found -> Reply.json(200, found.orElseThrow(() -> Fail.notFound("run", run))));
  }

  private Future<Reply> gate(Call call) {
    UUID run = call.id("id", "run");
    return gates
        .find(run)
        .map(
            found -> {
              GateStore.Kept kept = found.orElseThrow(() -> Fail.notFound("run", run));
              if (!kept.ended()) {
                throw Fail.conflict("run: it goes on (expected: a run that has ended)");
              }
              GateStore.Held held =
                  kept.result()
                      .orElseThrow(
                          () ->
                              Fail.unavailable(
                                  "gate: the run was not held against it yet (expected: soon)",
                                  SOON));
              return Reply.json(200, new GateView(run, held.result(), held.evaluatedAt()));
            });
  }
}
