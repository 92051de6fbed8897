package dev.verdict.runners.process;

import org.jspecify.annotations.Nullable;

/**
 * How a process tree ended.
 *
 * @param how what made the main process end
 * @param exitCode of the main process; 128 and more is a signal
 * @param leftBehind processes that were still there after the main process had ended by itself;
 *     they were killed
 * @param survivors processes that could not be killed within the bound
 * @param outputCut whether output is missing, because somebody kept the pipe open or the sink did
 *     not take it in time
 * @param outputProblem what the sink failed with
 */
public record Ending(
    How how,
    int exitCode,
    int leftBehind,
    int survivors,
    boolean outputCut,
    @Nullable Exception outputProblem) {

  /** What made the main process end. */
  public enum How {
    EXITED,
    TIMED_OUT,
    KILLED
  }
}
