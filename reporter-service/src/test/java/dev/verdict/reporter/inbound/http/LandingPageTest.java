package dev.verdict.reporter.inbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.PastRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LandingPageTest {
  private static PastRun run(
      String name, TaskStatus status, @Nullable Verdict verdict, @Nullable Counts counts) {
    return new PastRun(
        Ids.next(),
        name,
        "shop",
        null,
        null,
        null,
        null,
        "0123456789abcdef",
        "main",
        null,
        null,
        status,
        verdict,
        "3 of 1,204 tests are bad",
        10,
        1204,
        counts,
        null,
        Instant.parse("2026-11-20T10:00:00Z"),
        null,
        null,
        counts == null ? null : 72.4,
        Map.of(),
        Map.of());
  }

  @Test
  void withoutRunsItSaysHowToStartOne() {
    assertThat(LandingPage.of(List.of()))
        .contains("No run yet")
        .doesNotContain("<table")
        .doesNotContain("{{");
  }

  @Test
  void aFinishedRunShowsItsVerdictAndCounts() {
    PastRun run =
        run(
            "nightly",
            TaskStatus.FAILED,
            Verdict.FAILED,
            new Counts(1204, 1180, 3, 0, 21, 0, 0, 0, 0));

    String page = LandingPage.of(List.of(run));

    assertThat(page)
        .contains("> failed</span>")
        .contains("1,180 of 1,204")
        .contains("<td class=\"number\">3</td>")
        .contains("01234567 · 3 of")
        .contains("href=\"/api/v1/runs/" + run.id() + "/report?format=html\"");
  }

  @Test
  void aRunThatGoesOnLinksToWhatThereIs() {
    String page = LandingPage.of(List.of(run("nightly", TaskStatus.RUNNING, null, null)));

    assertThat(page)
        .contains("> running</span>")
        .contains("format=html&amp;partial=true")
        .doesNotContain("tests are bad");
  }

  @Test
  void whatARunCallsItselfIsNeverMarkup() {
    String page =
        LandingPage.of(
            List.of(
                run(
                    "</a><img src=x onerror='alert(1)'>{{runs}}\"&",
                    TaskStatus.PENDING,
                    null,
                    null)));

    assertThat(page)
        .contains("&lt;/a&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;{{runs}}&quot;&amp;</a>")
        .doesNotContain("<img");
  }
}
