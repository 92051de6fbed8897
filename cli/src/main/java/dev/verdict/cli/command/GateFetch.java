package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.api.RunView;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.GateResult;
import java.time.Duration;

/** What the reporter made of a run; nothing where there is none, or where it does not know soon. */
final class GateFetch {
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private GateFetch() {}

  static Findings of(ApiClient reporter, RunView run) {
    if (!run.status().isFinal()) {
      return Findings.NONE;
    }
    try {
      return Findings.of(
          reporter.within(AT_MOST).get("/api/v1/runs/" + run.id() + "/gate", GateResult.class));
    } catch (ApiProblem | Unreachable e) {
      return Findings.NONE;
    }
  }
}
