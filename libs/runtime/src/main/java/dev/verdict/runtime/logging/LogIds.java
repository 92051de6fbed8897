package dev.verdict.runtime.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * The ids of the work that a stretch of code is about, on every line that it logs: {@code
 * LogIds.task(run, task, attempt).during(() -> log.info(…))}. It holds for the thread, so use it
 * inside each handler, not around a future.
 */
public final class LogIds implements AutoCloseable {
  public static final String RUN = "run";
  public static final String TASK = "task";
  public static final String ATTEMPT = "attempt";
  public static final String WORKER = "worker";

  private final Map<String, String> before = new LinkedHashMap<>();

  private LogIds() {}

  public static LogIds run(Object run) {
    return new LogIds().and(RUN, run);
  }

  public static LogIds task(Object run, Object task, int attempt) {
    return run(run).and(TASK, task).and(ATTEMPT, attempt);
  }

  public static LogIds worker(Object worker) {
    return new LogIds().and(WORKER, worker);
  }

  public LogIds and(String name, Object value) {
    before.put(name, MDC.get(name));
    MDC.put(name, value.toString());
    return this;
  }

  /** Does the work with the ids, and takes them away again. */
  public void during(Runnable work) {
    try (this) {
      work.run();
    }
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            MDC.remove(name);
          } else {
            MDC.put(name, value);
          }
        });
  }
}
