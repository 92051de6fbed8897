package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** "Processes" that do what the test says, in the thread that waits for them. */
final class FakeLauncher implements Launcher {
  /** What the process does; gives its exit code. */
  interface Script {
    int run(RunnerTask task, OutputSink output) throws IOException, InterruptedException;
  }

  private final Script script;
  private final Ending.How how;
  final CountDownLatch killed = new CountDownLatch(1);
  volatile boolean started;
  volatile boolean closed;

  FakeLauncher(Script script) {
    this(script, Ending.How.EXITED);
  }

  FakeLauncher(Script script, Ending.How how) {
    this.script = script;
    this.how = how;
  }

  @Override
  public Running start(TestRunner runner, RunnerTask task, OutputSink output) {
    started = true;
    return new Running() {
      @Override
      public Ended await(Duration timeout, Duration grace) throws InterruptedException {
        try {
          int exitCode = script.run(task, output);
          Ending.How ending = killed.getCount() == 0 ? Ending.How.KILLED : how;
          Ending ended = new Ending(ending, exitCode, 0, 0, false, null);
          return new Ended(ended, new Usage(0, 0), null);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void kill(Duration grace) {
        killed.countDown();
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
