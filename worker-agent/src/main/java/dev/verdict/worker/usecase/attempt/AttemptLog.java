package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.message.LogChunk;
import dev.verdict.runners.process.Channel;
import dev.verdict.runners.process.OutputSink;
import dev.verdict.worker.domain.SecretMask;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the output of an attempt, masks its secrets, and sends it on while it is written: the
 * beginning as it comes, the end of a very long output after the process has ended, with a note
 * between the two of what was left out.
 */
final class AttemptLog implements OutputSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

  private final LogSpool spool;
  private final TellNews teller;
  private final Held held;
  private final Session session;
  private final long limit;
  private final Map<Channel, SecretMask> masks = new EnumMap<>(Channel.class);
  private final Thread sender;
  private volatile boolean whole;

  AttemptLog(
      LogSpool spool, SecretMask secrets, TellNews teller, Held held, Session session, long limit) {
    this.spool = spool;
    this.teller = teller;
    this.held = held;
    this.session = session;
    this.limit = limit;
    for (Channel channel : Channel.values()) {
      masks.put(channel, secrets.forAnotherStream());
    }
    this.sender = Thread.ofVirtual().name("log-" + held.ref()).start(this::send);
  }

  @Override
  public void accept(Channel channel, Instant at, byte[] bytes) throws IOException {
    spool.write(mask(channel).next(bytes));
  }

  /** The process has ended, and so has its output. */
  void end() throws IOException {
    for (Channel channel : Channel.values()) {
      spool.write(mask(channel).end());
    }
    spool.end();
  }

  /** Waits until the last piece has arrived; says whether it has. */
  boolean awaitSent() throws InterruptedException {
    sender.join();
    return whole;
  }

  String tail(int bytes) throws IOException {
    return spool.end(bytes);
  }

  @Override
  public void close() throws IOException {
    sender.interrupt();
    spool.close();
  }

  private void send() {
    try {
      long offset = sendHead();
      if (spool.goesOn()) {
        offset = sendPiece(offset, later(), false);
      }
      long cut = spool.cut();
      if (cut > 0) {
        offset = sendPiece(offset, note(cut), false);
      }
      offset = sendTail(offset);
      sendPiece(offset, new byte[0], true);
      whole = true;
    } catch (LeaseLost | InterruptedException e) {
      LOG.debug("the log of {} ends early: {}", held.ref(), e.getMessage());
    } catch (IOException e) {
      LOG.warn("the log of {} is incomplete: {}", held.ref(), e.toString());
    }
  }

  private long sendHead() throws IOException, LeaseLost, InterruptedException {
    long offset = 0;
    byte[] piece = spool.headFrom(offset, LogChunk.MOST_BYTES);
    while (piece.length > 0) {
      offset = sendPiece(offset, piece, false);
      piece = spool.headFrom(offset, LogChunk.MOST_BYTES);
    }
    return offset;
  }

  private long sendTail(long from) throws IOException, LeaseLost, InterruptedException {
    long offset = from;
    long read = 0;
    while (read < spool.tailLength()) {
      byte[] piece = spool.tailFrom(read, LogChunk.MOST_BYTES);
      offset = sendPiece(offset, piece, false);
      read += piece.length;
    }
    return offset;
  }

  private long sendPiece(long offset, byte[] piece, boolean last)
      throws LeaseLost, InterruptedException {
    teller.log(new LogChunk(held.ref(), session.workerId(), offset, last), piece);
    return offset + piece.length;
  }

  /** For who reads along, and for who reads the log of a worker that died before the end. */
  private byte[] later() {
    return note("the output goes on; its end is sent when the process has ended");
  }

  private byte[] note(long cut) {
    return note(cut + " bytes of output are left out here");
  }

  private byte[] note(String what) {
    String text = "\n[verdict] " + what + " (worker.log_limit: " + limit + ")\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private SecretMask mask(Channel channel) {
    return java.util.Objects.requireNonNull(masks.get(channel));
  }
}
