package dev.verdict.reporter.inbound.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.usecase.dashboard.Stint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static Stint stint(String worker, int from, @Nullable Integer to) {
    return new Stint(
        new UUID(0, from),
        1,
        "<b>task</b>",
        worker,
        START.plusSeconds(from),
        to == null ? null : START.plusSeconds(to),
        to == null ? null : Verdict.PASSED,
        null);
  }

  private static String written(List<Stint> stints, int most) {
    Html html = new Html();
    Timeline.write(html, stints, most, START.plusSeconds(100));
    return html.toString();
  }

  @Test
  void barsStandWhereTheAttemptsWere() {
    String html = written(List.of(stint("a", 0, 50), stint("a", 50, null)), 10);

    assertThat(html)
        .contains("class=\"passed\" x=\"0.00%\" y=\"2\" width=\"50.00%\"")
        .contains("class=\"running\" x=\"50.00%\" y=\"2\" width=\"50.00%\"")
        .contains("a: 2 attempts, busy 1 min 40 s of 1 min 40 s")
        .contains("&lt;b&gt;task&lt;/b&gt;")
        .doesNotContain("<b>task");
  }

  @Test
  void whatOverlapsStandsBelowEachOther() {
    assertThat(written(List.of(stint("a", 0, 60), stint("a", 10, 90)), 10))
        .contains("height=\"36\" role=\"img\"")
        .contains("y=\"20\"");
  }

  @Test
  void whatIsLeftOutIsSaid() {
    List<Stint> stints = new ArrayList<>();
    for (int at = 0; at < 50; at++) {
      stints.add(stint("worker-" + at, at, at + 1));
    }

    assertThat(written(stints, 100)).contains("on 40 of 50 workers");
    assertThat(written(stints, 49)).contains("the first 49 attempts");
    assertThat(written(stints.subList(0, 5), 10)).doesNotContain("Not all of it");
  }
}
