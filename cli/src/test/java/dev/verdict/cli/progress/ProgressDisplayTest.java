package dev.verdict.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.TestOutcome;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID TASK = new UUID(0, 1);
  private static final String EVIL = "\u001b]0;pwned\u0007\u001b[2Jname\nsecond line";

  private final StringWriter screen = new StringWriter();

  private ProgressDisplay display(boolean terminal) {
    return new ProgressDisplay(
        new TerminalWriter(screen), terminal, true, 40, InstantSource.fixed(NOW));
  }

  private static void evil(ProgressDisplay display) {
    EventData.Worker worker = new EventData.Worker(new UUID(0, 9), EVIL, List.of());
    display.take(new EventData.TaskQueued(TASK, EVIL, "test", 0, List.of(), 2, Map.of()));
    display.take(new EventData.TaskStarted(TASK, 1, worker, NOW));
    display.take(
        new EventData.TestFinished(
            TASK,
            1,
            true,
            new TestOutcome(
                EVIL, null, null, EVIL, null, Verdict.FAILED, 0, EVIL, null, null, null, 0)));
    display.waiting(Map.of("task", EVIL));
    display.tick();
    display.end();
  }

  @Test
  void foreignWordsNeitherMoveTheCursorNorMakeLines() {
    evil(display(false));
    assertThat(screen.toString()).doesNotContain("\u001b", "\u0007").contains("FAILED name");
    assertThat(screen.toString().lines()).noneMatch(line -> line.startsWith("second"));
  }

  @Test
  void onATerminalOnlyOurOwnSequencesAreThere() {
    evil(display(true));
    assertThat(screen.toString().replaceAll("\u001b\\[(2K\r|1A|\\d+m)", ""))
        .doesNotContain("\u001b", "\u0007", "\r");
    assertThat(screen.toString()).contains("\u001b[1A");
  }

  @Test
  void aTaskThatWaitsForNobodyIsToldOnceByItsName() {
    ProgressDisplay display = display(false);
    display.take(new EventData.TaskQueued(TASK, "gpu.py", "test", 0, List.of(), 2, Map.of()));
    display.waiting(Map.of(TASK.toString(), "no registered worker can ever run it"));
    display.waiting(Map.of(TASK.toString(), "no registered worker can ever run it"));
    display.end();
    assertThat(screen.toString())
        .containsOnlyOnce("WAITS gpu.py: no registered worker can ever run it");
  }

  @Test
  void aLiveLineIsNeverWiderThanTheTerminal() {
    ProgressDisplay display = display(true);
    EventData.Worker worker = new EventData.Worker(new UUID(0, 9), "w", List.of());
    display.take(new EventData.TaskQueued(TASK, "名".repeat(60), "test", 0, List.of(), 2, Map.of()));
    display.take(new EventData.TaskStarted(TASK, 1, worker, NOW));
    display.tick();
    assertThat(screen.toString()).contains("名".repeat(18)).doesNotContain("名".repeat(19));
  }
}
