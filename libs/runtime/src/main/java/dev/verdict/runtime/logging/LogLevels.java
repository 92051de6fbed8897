package dev.verdict.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Levels while the process runs. Each change is for a while: nobody remembers in the evening what
 * he wanted to know in the morning, and a disk fills.
 */
public final class LogLevels {
  public static final List<String> WORDS = List.of("trace", "debug", "info", "warn", "error");

  private final LoggerContext context;

  /** What held before somebody changed it; absent: what the logger above it says. */
  private final Map<String, @Nullable Level> before = new HashMap<>();

  private final Map<String, Integer> turn = new HashMap<>();

  LogLevels(LoggerContext context) {
    this.context = context;
  }

  /** Those of this process; they do nothing where another logging system took Logback's place. */
  public static LogLevels ofProcess() {
    return new LogLevels(
        LoggerFactory.getILoggerFactory() instanceof LoggerContext own ? own : new LoggerContext());
  }

  /** Ends a change, unless another has taken its place. */
  public interface Change {
    void end();
  }

  /**
   * Changes a level.
   *
   * @param level one of {@link #WORDS}
   */
  public synchronized Change set(String logger, String level) {
    Logger audit = context.getLogger(Logging.AUDIT);
    if (Logging.AUDIT.startsWith(logger) && audit.getLevel() == null) {
      // Whoever wants fewer words does not mean who changed what.
      audit.setLevel(audit.getEffectiveLevel());
    }
    Logger changed = context.getLogger(logger);
    if (!before.containsKey(logger)) {
      before.put(logger, changed.getLevel());
    }
    changed.setLevel(Level.toLevel(level));
    int mine = turn.merge(logger, 1, Integer::sum);
    return () -> end(logger, mine);
  }

  private synchronized void end(String logger, int mine) {
    if (mine == turn.getOrDefault(logger, 0) && before.containsKey(logger)) {
      context.getLogger(logger).setLevel(before.remove(logger));
    }
  }

  /** What is changed now. */
  public synchronized Map<String, String> changed() {
    Map<String, String> levels = new TreeMap<>();
    before
        .keySet()
        .forEach(
            name ->
                levels.put(
                    name,
                    context
                        .getLogger(name)
                        .getEffectiveLevel()
                        .toString()
                        .toLowerCase(Locale.ROOT)));
    return levels;
  }
}
