package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.Command;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Starts process trees. */
public interface Launcher {
  /**
   * @throws IOException when the program is not there or cannot be started
   */
  Running start(Command command, Map<String, String> environment, OutputSink output)
      throws IOException;

  /** A process tree. */
  interface Running extends AutoCloseable {
    /** Waits for its end, ends it after the time-out, and waits for its output. */
    Ending await(Duration timeout, Duration grace) throws InterruptedException;

    /** Ends it; for another thread than the one that waits. */
    void kill(Duration grace);

    /** The largest resident memory seen, in bytes, and the processor time used, in seconds. */
    Usage usage();

    /** Leaves nothing behind. */
    @Override
    void close();
  }

  /** What a tree used, as far as it was seen; zero where it was not. */
  record Usage(long peakMemoryBytes, double cpuSeconds) {}
}
