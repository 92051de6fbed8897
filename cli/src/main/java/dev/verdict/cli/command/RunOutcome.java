package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.RunView;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.write.terminal.TerminalSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What standard output holds when a run is over: a summary for people, or JSON for machines. */
final class RunOutcome {
  private final ApiClient coordinator;
  private final RunOptions options;
  private final boolean stays;

  /**
   * @param stays whether the system is there afterwards; otherwise no link of it can be followed
   */
  RunOutcome(ApiClient coordinator, RunOptions options, boolean stays) {
    this.coordinator = coordinator;
    this.options = options;
    this.stays = stays;
  }

  void print(RunView run, List<Path> files, PrintWriter out) {
    List<ReportedArtifact> artifacts =
        stays
            ? RunFiles.of(coordinator.at(options.artifacts(coordinator.base())), run.id())
            : List.of();
    ApiClient reporter = coordinator.at(options.reporter(coordinator.base()));
    Findings findings = GateFetch.of(reporter, run);
    if (options.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("run", run);
      result.put("reports", files.stream().map(Path::toString).toList());
      result.put("artifacts", artifacts);
      if (findings.gate() != null) {
        result.put("gate", findings.gate());
      }
      out.println(Json.text(result));
    } else {
      RunData data = new RunData(coordinator, run, stays ? reporter : null);
      out.println(
          TerminalSummary.render(data.bad(artifacts).with(findings), files, Terminal.style()));
    }
    out.flush();
  }
}
