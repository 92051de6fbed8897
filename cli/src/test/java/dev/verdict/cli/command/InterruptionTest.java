package dev.verdict.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final List<String> done = new ArrayList<>();
  private final Interruption interruption = Interruption.silent();

  @Test
  void itDoesWhatTheMomentAsksForOnce() {
    interruption.reaction(() -> done.add("early"));
    interruption.reaction(() -> done.add("now"));
    interruption.now();
    interruption.now();
    assertThat(done).containsExactly("now");
    assertThat(interruption.asked()).isTrue();
  }

  @Test
  void whatCouldNotBeInterruptedIsAsSoonAsItCan() {
    interruption.reaction(() -> {});
    interruption.now();
    interruption.reaction(() -> done.add("cancelled"));
    assertThat(done).containsExactly("cancelled");
  }

  @Test
  void theWorkIsInterruptedBeforeAnythingIsSubmittedAndTheClosingIsNot() {
    try (Interruption listening = Interruption.listen()) {
      listening.now();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      listening.settle();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      listening.now();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }
}
