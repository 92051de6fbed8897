package dev.verdict.tests.commits;

import dev.verdict.tests.commits.CommitPoints.Fate;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One connection between a coordinator and the database, message by message, both ways. */
final class PgSession {
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;

  /** Makes the server answer without committing. */
  private static final byte[] FLUSH = {'H', 0, 0, 0, 4};

  private final PgProxy proxy;
  private final CommitPoints points;
  private final DataInputStream fromClient;
  private final DataInputStream fromServer;
  private final OutputStream toClient;
  private final OutputStream toServer;
  private final Queue<Asked> unanswered = new ConcurrentLinkedQueue<>();

  /** Since the last end of a transaction. */
  private volatile boolean changed;

  PgSession(PgProxy proxy, CommitPoints points, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.points = points;
    fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    toClient = new BufferedOutputStream(client.getOutputStream());
    toServer = new BufferedOutputStream(server.getOutputStream());
  }

  /** Until the client hangs up, or the coordinator dies. */
  void ask() throws IOException {
    begin();
    Conversation conversation = new Conversation();
    WireMessage message = WireMessage.read(fromClient);
    while (message != null && proxy.isOpen()) {
      Optional<Conversation.Request> request = conversation.said(message);
      if (request.isPresent() && !request(request.get())) {
        return;
      }
      toServer.write(message.whole());
      if (fromClient.available() == 0) {
        toServer.flush();
      }
      message = WireMessage.read(fromClient);
    }
  }

  /** No encryption: the client goes on without. */
  private void begin() throws IOException {
    byte[] first = WireMessage.readFirst(fromClient);
    int code = ByteBuffer.wrap(first).getInt(Integer.BYTES);
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      toClient.write('N');
      toClient.flush();
      first = WireMessage.readFirst(fromClient);
      code = ByteBuffer.wrap(first).getInt(Integer.BYTES);
    }
    // A connection that is opened is a request as well: it is answered with a ReadyForQuery.
    unanswered.add(new Asked(new Conversation.Request("", 0, false)));
    toServer.write(first);
    toServer.flush();
  }

  /** False when the coordinator has died of it. */
  private boolean request(Conversation.Request request) throws IOException {
    Asked asked = new Asked(request);
    if (!asked.mayCommit()) {
      unanswered.add(asked);
      return true;
    }
    boolean commits = changed || request.alone();
    boolean early = request.executed() > 0;
    if (early) {
      // What stands alone is committed with the Sync, and whether it is worth a commit can be
      // known before that.
      unanswered.add(asked);
      toServer.write(FLUSH);
      toServer.flush();
      commits = asked.hasChanged();
    }
    Fate fate = commits ? points.next(asked.commits) : Fate.PASSES;
    if (fate == Fate.DIES_BEFORE) {
      proxy.die();
      return false;
    }
    if (fate == Fate.DIES_AFTER) {
      asked.makeLast();
    }
    if (!early) {
      unanswered.add(asked);
    }
    return true;
  }

  /** Until the server hangs up, or the coordinator dies. */
  void answer() throws IOException {
    WireMessage message = WireMessage.read(fromServer);
    while (message != null && proxy.isOpen()) {
      Asked asked = unanswered.peek();
      if (asked != null && asked.mayCommit()) {
        if (!collect(asked, message)) {
          return;
        }
      } else {
        changed |= message.type() == 'C' && Asked.isChange(message.text(0));
        toClient.write(message.whole());
      }
      if (message.type() == 'Z') {
        unanswered.poll();
        changed &= message.transactionStatus() != 'I';
      }
      if (fromServer.available() == 0) {
        toClient.flush();
      }
      message = WireMessage.read(fromServer);
    }
  }

  /** False when that was the end of the answer, and the coordinator died before it came. */
  private boolean collect(Asked asked, WireMessage message) throws IOException {
    asked.answered(message);
    asked.answer.write(message.whole());
    if (message.type() != 'Z') {
      return true;
    }
    boolean done = !asked.isRefused() && message.transactionStatus() == 'I';
    if (asked.isLast() && points.answered(asked.commits, done)) {
      proxy.die();
      return false;
    }
    toClient.write(asked.answer.toByteArray());
    return true;
  }
}
