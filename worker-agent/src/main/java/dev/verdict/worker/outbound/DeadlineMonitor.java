package dev.verdict.worker.outbound;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a git operation when its time is over, or when the attempt that wants it is stopped. */
final class DeadlineMonitor extends EmptyProgressMonitor {
  private final Thread thread = Thread.currentThread();
  private final long deadline;

  DeadlineMonitor(Duration within) {
    this.deadline = System.nanoTime() + within.toNanos();
  }

  @Override
  public boolean isCancelled() {
    return thread.isInterrupted() || System.nanoTime() - deadline > 0;
  }
}
