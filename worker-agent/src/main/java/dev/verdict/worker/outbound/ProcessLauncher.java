package dev.verdict.worker.outbound;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.Execution;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import dev.verdict.worker.usecase.attempt.Launcher;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real processes. */
public final class ProcessLauncher implements Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLauncher.class);

  @Override
  public Running start(TestRunner runner, RunnerTask task, OutputSink output) throws IOException {
    return new Tree(Execution.start(runner, task, output));
  }

  private static final class Tree implements Running {
    private final Execution execution;
    private final UsageSampler sampler;

    Tree(Execution execution) {
      this.execution = execution;
      this.sampler = UsageSampler.start(execution.pid());
    }

    @Override
    public Ended await(Duration timeout, Duration grace) throws InterruptedException {
      long startedAt = System.nanoTime();
      try {
        return new Ended(execution.waitFor(timeout, grace), sampler.usage(), null);
      } catch (IOException e) {
        // The process has ended, and its output makes no report.
        boolean late = System.nanoTime() - startedAt >= timeout.toNanos();
        Ending.How how = late ? Ending.How.TIMED_OUT : Ending.How.EXITED;
        Ending ending = new Ending(how, -1, 0, 0, true, e);
        return new Ended(ending, sampler.usage(), "the output makes no report: " + e.getMessage());
      } finally {
        sampler.stop();
      }
    }

    @Override
    public void kill(Duration grace) {
      execution.kill(grace);
    }

    @Override
    public void close() {
      sampler.stop();
      try {
        execution.close();
      } catch (IOException e) {
        LOG.debug("kept output: {}", e.toString());
      }
    }
  }
}
