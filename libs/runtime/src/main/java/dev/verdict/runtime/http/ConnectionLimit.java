package dev.verdict.runtime.http;

import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections that are more than the server wants to hold. */
final class ConnectionLimit {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);

  private ConnectionLimit() {}

  static void on(HttpServer server, int most) {
    AtomicInteger open = new AtomicInteger();
    server.connectionHandler(
        connection -> {
          int now = open.incrementAndGet();
          connection.closeHandler(closed -> open.decrementAndGet());
          if (now > most) {
            log.warn("connection refused: {} are open (expected: at most {})", now, most);
            connection.close();
          }
        });
  }
}
