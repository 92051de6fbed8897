package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.RunView;
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

  RunOutcome(ApiClient coordinator, RunOptions options) {
    this.coordinator = coordinator;
    this.options = options;
  }

  void print(RunView run, List<Path> files, PrintWriter out) {
    if (options.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("run", run);
      result.put("reports", files.stream().map(Path::toString).toList());
      out.println(Json.text(result));
    } else {
      out.println(
          TerminalSummary.render(new RunData(coordinator, run).bad(), files, Terminal.style()));
    }
    out.flush();
  }
}
