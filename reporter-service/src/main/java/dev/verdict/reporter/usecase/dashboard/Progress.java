package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.api.Counts;

/**
 * How far a run is that has not ended.
 *
 * @param tests those that are known, and as pending those that are planned and have no verdict yet
 */
public record Progress(int tasks, int done, int running, Counts tests) {
  public static final Progress NONE = new Progress(0, 0, 0, Counts.NONE);

  public int waiting() {
    return tasks - done - running;
  }
}
