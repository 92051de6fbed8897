package dev.verdict.worker.outbound;

import dev.verdict.plugin.runner.Command;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import dev.verdict.runners.process.ProcessTree;
import dev.verdict.worker.usecase.attempt.Launcher;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Real processes. */
public final class ProcessLauncher implements Launcher {
  @Override
  public Running start(Command command, Map<String, String> environment, OutputSink output)
      throws IOException {
    return new Tree(ProcessTree.start(command, environment, output));
  }

  private static final class Tree implements Running {
    private final ProcessTree tree;
    private final UsageSampler sampler;

    Tree(ProcessTree tree) {
      this.tree = tree;
      this.sampler = UsageSampler.start(tree.pid());
    }

    @Override
    public Ending await(Duration timeout, Duration grace) throws InterruptedException {
      try {
        return tree.waitFor(timeout, grace);
      } finally {
        sampler.stop();
      }
    }

    @Override
    public void kill(Duration grace) {
      tree.kill(grace);
    }

    @Override
    public Usage usage() {
      return sampler.usage();
    }

    @Override
    public void close() {
      sampler.stop();
      tree.close();
    }
  }
}
