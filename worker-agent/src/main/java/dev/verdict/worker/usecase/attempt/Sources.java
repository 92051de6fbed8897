package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.api.Source;
import java.io.IOException;
import java.nio.file.Path;

/** Brings the tests to this machine. Blocks, within a time; ends early when it is interrupted. */
public interface Sources {
  /**
   * Fills an empty directory with a copy that the attempt may change.
   *
   * @throws IOException with a message for the person who asked for the run
   */
  void fetch(Source source, Path into) throws IOException, InterruptedException;
}
