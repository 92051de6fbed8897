package dev.verdict.ci.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.ci.RunState;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RunNotesTest {
  private static final URI PAGE = URI.create("https://verdict.example/runs/1");

  @Test
  void a_line_is_replaced_where_it_stands() {
    RunNotes notes =
        RunNotes.in("theirs\r\nVerdict \"unit\": running\nalso theirs\n")
            .with("unit", RunState.SUCCESS, "all 3 tests passed", PAGE);
    assertThat(notes.text())
        .isEqualTo(
            "theirs\nVerdict \"unit\": passed, all 3 tests passed"
                + " https://verdict.example/runs/1\nalso theirs");
  }

  @Test
  void names_that_begin_alike_have_lines_of_their_own() {
    RunNotes notes =
        RunNotes.in(null)
            .with("unit", RunState.RUNNING, "", null)
            .with("unit\": slow", RunState.RUNNING, "", null)
            .with("unit", RunState.FAILURE, "", null);
    assertThat(notes.lines())
        .containsExactly("Verdict \"unit\": failed", "Verdict \"unit': slow\": running");
  }

  @Test
  void one_run_is_told_from_another_by_its_page() {
    RunNotes notes = RunNotes.in("").with("unit", RunState.RUNNING, "", PAGE);
    assertThat(notes.tell("unit", PAGE)).isTrue();
    assertThat(notes.tell("unit", URI.create("https://verdict.example/runs/2"))).isFalse();
    assertThat(notes.tell("slow", PAGE)).isFalse();
  }

  @Test
  void what_people_write_stays_one_line_and_is_no_element() {
    RunNotes notes =
        RunNotes.in("")
            .with("<b>unit</b>", RunState.ERROR, "first\nsecond " + "x".repeat(999), null);
    assertThat(notes.lines()).hasSize(1);
    assertThat(notes.text())
        .startsWith("Verdict \"‹b›unit‹/b›\": error, first second x")
        .hasSizeLessThan(400);
  }

  @Test
  void ids_come_back_as_they_went_whatever_is_in_them() {
    NotedRunId noted = NotedRunId.of("unit/build/ 50% ü", "https://ci.example/job/a/12/");
    assertThat(NotedRunId.parse(noted.text())).isEqualTo(noted);
    assertThat(noted.name()).isEqualTo("unit/build/ 50% ü");
    assertThat(noted.build()).isEqualTo("https://ci.example/job/a/12/");
    assertThat(NotedRunId.parse("team/app#12").build()).isEqualTo("team/app#12");

    HostedRunId hosted = HostedRunId.of("status/9fce/unit%20tests", "pipeline/1");
    assertThat(HostedRunId.parse(hosted.text())).isEqualTo(hosted);
    assertThat(hosted.hosted()).isEqualTo("status/9fce/unit%20tests");
    assertThat(hosted.ciRun()).contains("pipeline/1");
    assertThat(HostedRunId.of("check/1", null).ciRun()).isEmpty();
    assertThat(HostedRunId.parse("271").ciRun()).contains("271");
    assertThat(HostedRunId.parse("271").hosted()).isNull();
  }
}
