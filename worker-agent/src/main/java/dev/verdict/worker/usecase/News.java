package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.LogChunk;
import java.io.IOException;

/** Tells what became of attempts. Blocks until the brokers have it, within a time. */
public interface News {
  void tell(Session session, AttemptNews news) throws IOException, InterruptedException;

  /**
   * @param pass of the attempt
   */
  void log(Session session, String pass, LogChunk chunk, byte[] bytes)
      throws IOException, InterruptedException;
}
