package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reports.write.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether it is the machine: what became of a test on each worker. */
final class MachinesPart {
  private static final int MOST = 20;

  private MachinesPart() {}

  static void write(Html html, List<PastTest> past) {
    Map<String, List<PastTest>> machines = new TreeMap<>();
    for (PastTest one : past) {
      if (one.worker() != null) {
        machines.computeIfAbsent(one.worker(), name -> new ArrayList<>()).add(one);
      }
    }
    if (machines.size() < 2) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-machines\"><h2 id=\"h-machines\">Machines</h2>");
    Table.open(html, "Machines", List.of("Worker", "Hardware", "Passed#", "Did not#", "Median#"));
    machines.entrySet().stream()
        .limit(MOST)
        .forEach(one -> row(html, one.getKey(), one.getValue()));
    Table.close(html);
    if (machines.size() > MOST) {
      html.raw("<p class=\"more\">" + MOST + " of " + machines.size() + " workers.</p>");
    }
    html.raw("</section>");
  }

  private static void row(Html html, String worker, List<PastTest> past) {
    long good = past.stream().filter(one -> one.verdict().isGood()).count();
    html.raw("<tr><td>").text(worker, 60).raw("</td><td>");
    html.text(String.join(", ", past.getFirst().hardware()), 120).raw("</td><td class=\"num\">");
    html.number(good).raw("</td><td class=\"num\">");
    long bad = past.size() - good;
    html.raw(bad > 0 ? "<b class=\"failed\">" + bad + "</b>" : "0").raw("</td><td class=\"num\">");
    html.text(Durations.words(DurationChart.median(past))).raw("</td></tr>");
  }
}
