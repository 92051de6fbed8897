package dev.verdict.runners;

import dev.verdict.plugin.runner.OutputConverter;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.OutputSink;
import dev.verdict.runners.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A unit that runs. It is a {@link ProcessTree}, and for a tool that writes no JUnit XML itself
 * also the step that makes it; so whoever runs tests need not know which tools these are.
 */
public final class Execution implements AutoCloseable {
  private final RunnerTask task;
  private final ProcessTree tree;
  private final Optional<OutputConverter> converter;
  private final Optional<KeptOutput> kept;

  private Execution(
      RunnerTask task,
      ProcessTree tree,
      Optional<OutputConverter> converter,
      Optional<KeptOutput> kept) {
    this.task = task;
    this.tree = tree;
    this.converter = converter;
    this.kept = kept;
  }

  /**
   * Starts the unit in the environment of the task.
   *
   * @param log takes what a person should read
   */
  public static Execution start(TestRunner runner, RunnerTask task, OutputSink log)
      throws IOException {
    Optional<OutputConverter> converter = runner.converter();
    Optional<KeptOutput> kept =
        converter.isPresent()
            ? Optional.of(
                new KeptOutput(
                    task.scratch().resolve("standard-output"), converter.get()::readable, log))
            : Optional.empty();
    try {
      OutputSink sink = kept.isPresent() ? kept.get() : log;
      ProcessTree tree = ProcessTree.start(runner.execution(task), task.environment(), sink);
      return new Execution(task, tree, converter, kept);
    } catch (IOException | RuntimeException notStarted) {
      if (kept.isPresent()) {
        kept.get().close();
      }
      throw notStarted;
    }
  }

  /** As {@link ProcessTree#waitFor}; the reports are complete when this returns. */
  public Ending waitFor(Duration timeout, Duration grace) throws IOException, InterruptedException {
    Ending ending = tree.waitFor(timeout, grace);
    if (kept.isPresent()) {
      kept.get().finish(Instant.now());
      converter.orElseThrow().convert(task, kept.get().file());
    }
    return ending;
  }

  public int kill(Duration grace) {
    return tree.kill(grace);
  }

  public long pid() {
    return tree.pid();
  }

  @Override
  public void close() throws IOException {
    tree.close();
    if (kept.isPresent()) {
      kept.get().close();
    }
  }
}
