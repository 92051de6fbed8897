package dev.verdict.tests.commits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.event.RunEvent;
import dev.verdict.tests.wholesystem.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** What must be true of a run that is over, wherever somebody died. */
record PlayCheck(Ledger ledger, ScriptedWorkers workers, PublishedEvents events) {

  void hold(Play play) throws SQLException {
    UUID run = play.run();
    assertThat(
            ledger.rows(
                "select t.name, r.test_id, r.verdict from coordinator.tests r"
                    + " join coordinator.tasks t on t.id = r.task_id where r.run_id = ?",
                run))
        .as("each planned test has one verdict")
        .containsExactlyInAnyOrderElementsOf(Play.expectedTests());
    assertThat(
            ledger.rows(
                "select t.name, a.attempt, a.verdict from coordinator.attempts a"
                    + " join coordinator.tasks t on t.id = a.task_id where t.run_id = ?",
                run))
        .as("each attempt is there once, and none too many")
        .containsExactlyInAnyOrderElementsOf(Play.expectedAttempts());
    assertThat(workers.contradictions()).as("attempts that were given out twice").isEmpty();
    assertThat(ledger.rows("select id, status from coordinator.runs where name = ?", play.name()))
        .as("one submission is one run, however often it was sent")
        .containsExactly(run + " cancelled");
    assertThat(play.submitAgain()).isEqualTo(run);
    assertThat(ledger.rows("select why from coordinator.parked_messages")).isEmpty();
    assertPublished(run);
  }

  private void assertPublished(UUID run) throws SQLException {
    List<Long> kept =
        ledger
            .rows("select sequence from coordinator.outbox where run_id = ? order by 1", run)
            .stream()
            .map(Long::valueOf)
            .toList();
    List<Long> whole = LongStream.rangeClosed(1, Math.max(kept.size(), 1)).boxed().toList();
    assertThat(kept).as("events in the outbox").isEqualTo(whole);
    assertThat(firstComings(events.of(run))).as("events that were published").isEqualTo(whole);
  }

  /** Their numbers without repetitions, each of which must be the same event again. */
  private static List<Long> firstComings(List<RunEvent> published) {
    Map<Long, RunEvent> known = new HashMap<>();
    List<Long> first = new ArrayList<>();
    for (RunEvent event : published) {
      RunEvent before = known.putIfAbsent(event.sequence(), event);
      if (before == null) {
        first.add(event.sequence());
      } else {
        assertThat(event).as("sequence %d, once more", event.sequence()).isEqualTo(before);
      }
    }
    return first;
  }
}
