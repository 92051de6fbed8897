package dev.verdict.runners.process;

import java.io.IOException;
import java.time.Instant;

/**
 * Takes what a process says while it says it.
 *
 * <p>It is called by one thread at a time. While it blocks, nothing more is read, so the process
 * has to wait: that is the back-pressure, and why nothing piles up in memory. When it throws, the
 * rest of the output is read and thrown away, so that the process can end, and {@link
 * Ending#outputProblem} says so.
 */
@FunctionalInterface
public interface OutputSink {
  OutputSink NOWHERE = (channel, at, bytes) -> {};

  /**
   * @param at when the bytes were read
   * @param bytes what was read, in an array that nobody else holds; may end in the middle of a
   *     character
   */
  void accept(Channel channel, Instant at, byte[] bytes) throws IOException, InterruptedException;
}
