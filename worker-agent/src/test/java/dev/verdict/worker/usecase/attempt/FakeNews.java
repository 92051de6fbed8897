package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.worker.usecase.News;
import dev.verdict.worker.usecase.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A broker that remembers, and that can be away for a number of tries. */
final class FakeNews implements News {
  private final List<AttemptNews> told = new ArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private int awayFor;
  private boolean lastPiece;

  synchronized FakeNews awayFor(int tries) {
    awayFor = tries;
    return this;
  }

  @Override
  public synchronized void tell(Session session, AttemptNews news) throws IOException {
    arrive();
    told.add(news);
  }

  @Override
  public synchronized void log(Session session, String pass, LogChunk chunk, byte[] bytes)
      throws IOException {
    arrive();
    if (chunk.offset() != log.size()) {
      throw new IllegalStateException("offset " + chunk.offset() + " after " + log.size());
    }
    log.writeBytes(bytes);
    lastPiece = chunk.last();
  }

  private void arrive() throws IOException {
    if (awayFor > 0) {
      awayFor--;
      throw new IOException("the broker is away");
    }
  }

  synchronized List<AttemptNews> told() {
    return List.copyOf(told);
  }

  synchronized String log() {
    return log.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  synchronized boolean logIsWhole() {
    return lastPiece;
  }
}
