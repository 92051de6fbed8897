package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts what a runner says, as a process tree. */
public interface Launcher {
  /**
   * @throws IOException when the program is not there or cannot be started
   */
  Running start(TestRunner runner, RunnerTask task, OutputSink output) throws IOException;

  /** A process tree. */
  interface Running extends AutoCloseable {
    /** Waits for its end, ends it after the time-out, and waits for its output and reports. */
    Ended await(Duration timeout, Duration grace) throws InterruptedException;

    /** Ends it; for another thread than the one that waits. */
    void kill(Duration grace);

    /** Leaves nothing behind. */
    @Override
    void close();
  }

  /**
   * How it ended.
   *
   * @param problem why the tool's own words could not be made into a report; null when they could,
   *     or there was nothing to make
   */
  record Ended(Ending ending, Usage usage, @Nullable String problem) {}

  /**
   * What a tree used, as far as it was seen; zero where it was not.
   *
   * @param peakMemoryBytes the most resident memory at one time
   */
  record Usage(long peakMemoryBytes, double cpuSeconds) {}
}
