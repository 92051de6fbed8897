package dev.verdict.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds TCP ports on the loopback interface that nobody listens on at this moment. */
public final class FreePorts {
  private FreePorts() {}

  public static int one() {
    return several(1).get(0);
  }

  /** As many ports, all different: each is held until all are found. */
  public static List<Integer> several(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
    }
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(listenOn(0));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("ports: none is free on 127.0.0.1", e);
    } finally {
      held.forEach(FreePorts::close);
    }
  }

  public static boolean isFree(int port) {
    try (var socket = listenOn(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  static InetSocketAddress loopback(int port) {
    try {
      // The IPv4 address by number: "localhost" may be ::1, and the servers listen on one only.
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listenOn(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      // As the servers do it: a port whose old connections are in TIME_WAIT counts as free.
      socket.setReuseAddress(true);
      socket.bind(loopback(port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
