package dev.verdict.reporter;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A chat system at a URL, that can be away. */
final class FakeChat implements AutoCloseable {
  private final HttpServer server;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  volatile int status = 200;

  FakeChat(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              int answer = status;
                              if (answer == 200) {
                                taken.add(body.toString());
                              }
                              asked.add(body.toString());
                              request
                                  .response()
                                  .setStatusCode(answer)
                                  .putHeader("Retry-After", "0")
                                  .end("said " + answer);
                            }));
    RunningReporter.await(server.listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/services/T0/B0/very-secret";
  }

  /** The next try, whatever became of it. */
  String next() {
    try {
      String body = asked.poll(40, TimeUnit.SECONDS);
      if (body == null) {
        throw new AssertionError("nobody said anything in 40 s");
      }
      return body;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<String> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close() {
    RunningReporter.await(server.close());
  }
}
