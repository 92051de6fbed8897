package dev.verdict.tests.commits;

import dev.verdict.embedded.PostgresAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between one coordinator and the database, and can part them for ever. */
final class PgProxy implements AutoCloseable {
  private final PostgresAccess database;
  private final CommitPoints points;
  private final Runnable died;
  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  /**
   * @param died is told when the coordinator can do nothing any more, before it can notice
   */
  PgProxy(PostgresAccess database, CommitPoints points, Runnable died) throws IOException {
    this.database = database;
    this.points = points;
    this.died = died;
    door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::admit);
  }

  /** The database, as the coordinator sees it. */
  PostgresAccess access() {
    return new PostgresAccess(
        door.getInetAddress().getHostAddress(),
        door.getLocalPort(),
        database.database(),
        database.user(),
        database.password());
  }

  boolean isOpen() {
    return open;
  }

  private void admit() {
    while (open) {
      try {
        Socket client = door.accept();
        sockets.add(client);
        Socket server = new Socket(database.host(), database.port());
        sockets.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        PgSession session = new PgSession(this, points, client, server);
        Thread.ofVirtual().start(() -> carry(session::ask, client, server));
        Thread.ofVirtual().start(() -> carry(session::answer, client, server));
      } catch (IOException e) {
        if (open) {
          throw new UncheckedIOException("the proxy cannot go on", e);
        }
      }
    }
  }

  /** One direction of a session. */
  private interface Direction {
    void run() throws IOException;
  }

  private void carry(Direction direction, Socket client, Socket server) {
    try {
      direction.run();
    } catch (IOException e) {
      // One of the two has gone, so the other one is told in the same way.
    } finally {
      hangUp(client);
      hangUp(server);
    }
  }

  /** As the network sees a process that is killed: each connection ends, and none is accepted. */
  void die() {
    open = false;
    died.run();
    close();
  }

  @Override
  public void close() {
    open = false;
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::hangUp);
  }

  private void hangUp(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
