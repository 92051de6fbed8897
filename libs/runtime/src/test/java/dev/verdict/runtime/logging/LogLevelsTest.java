package dev.verdict.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class LogLevelsTest {
  private final LoggerContext context = new LoggerContext();
  private final LogLevels levels = new LogLevels(context);

  @Test
  void afterAChangeWhatHeldBeforeHoldsAgain() {
    context.getLogger("a.b").setLevel(Level.WARN);
    LogLevels.Change change = levels.set("a.b", "debug");
    assertThat(context.getLogger("a.b").getLevel()).isEqualTo(Level.DEBUG);
    assertThat(levels.changed()).containsEntry("a.b", "debug");
    change.end();
    change.end();
    assertThat(context.getLogger("a.b").getLevel()).isEqualTo(Level.WARN);
    assertThat(levels.changed()).isEmpty();
  }

  @Test
  void whoChangedWhatIsToldAlsoWhereFewerWordsAreWanted() {
    context.getLogger("dev.verdict").setLevel(Level.INFO);
    LogLevels.Change change = levels.set("dev.verdict", "error");
    assertThat(context.getLogger(Logging.AUDIT).isInfoEnabled()).isTrue();
    change.end();
    assertThat(context.getLogger(Logging.AUDIT).isInfoEnabled()).isTrue();
  }

  @Test
  void aLoggerWithoutALevelOfItsOwnHasNoneAgain() {
    levels.set("a.b", "trace").end();
    assertThat(context.getLogger("a.b").getLevel()).isNull();
  }

  @Test
  void theEndOfAnEarlierChangeDoesNotEndALaterOne() {
    LogLevels.Change first = levels.set("a", "debug");
    LogLevels.Change second = levels.set("a", "trace");
    first.end();
    assertThat(context.getLogger("a").getLevel()).isEqualTo(Level.TRACE);
    second.end();
    assertThat(context.getLogger("a").getLevel()).isNull();
  }
}
