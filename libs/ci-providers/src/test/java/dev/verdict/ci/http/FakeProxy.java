package dev.verdict.ci.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A proxy that opens tunnels for who knows the password, and notes to where. */
final class FakeProxy {
  private final NetClient client;
  private final NetServer server;
  private final String credential;
  final List<String> tunnels = new CopyOnWriteArrayList<>();
  final List<String> refused = new CopyOnWriteArrayList<>();

  FakeProxy(Vertx vertx, String credential) {
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer();
    this.credential = credential;
  }

  Future<Integer> start() {
    return server
        .connectHandler(socket -> socket.handler(new Head(socket)::take))
        .listen(0, "127.0.0.1")
        .map(NetServer::actualPort);
  }

  /** What a client says before the tunnel is open. */
  private final class Head {
    private final NetSocket socket;
    private final Buffer said = Buffer.buffer();
    private @Nullable NetSocket far;

    Head(NetSocket socket) {
      this.socket = socket;
    }

    void take(Buffer bytes) {
      said.appendBuffer(bytes);
      String head = said.toString();
      if (far == null && head.endsWith("\r\n\r\n")) {
        String target = head.substring("CONNECT ".length(), head.indexOf(" HTTP/"));
        if (!head.contains("Proxy-Authorization: Basic " + credential)
            && !head.contains("proxy-authorization: Basic " + credential)) {
          refused.add(target);
          socket.end(
              Buffer.buffer(
                  "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
          return;
        }
        tunnels.add(target);
        open(target);
      }
    }

    private void open(String target) {
      int colon = target.lastIndexOf(':');
      socket.pause();
      client
          .connect(Integer.parseInt(target.substring(colon + 1)), target.substring(0, colon))
          .onSuccess(
              connected -> {
                far = connected;
                socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
                connected.handler(socket::write).closeHandler(closed -> socket.close());
                socket.handler(connected::write).closeHandler(closed -> connected.close());
                socket.resume();
              })
          .onFailure(failure -> socket.end(Buffer.buffer("HTTP/1.1 502 Bad Gateway\r\n\r\n")));
    }
  }
}
