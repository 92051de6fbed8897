package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runtime.http.UnwantedBody.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnwantedBodyTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int LARGE = 40 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final Promise<Void> closed = Promise.promise();
  private int port;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  /** Refuses whatever comes before it has read a byte of it. */
  private void refuse(Patience patience) throws Exception {
    port =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> connection.closeHandler(closed::tryComplete))
            .requestHandler(
                request -> {
                  request.response().setStatusCode(413).end("too large");
                  UnwantedBody.discard(vertx, request, patience);
                })
            .listen(0, "127.0.0.1")
            .map(HttpServer::actualPort)
            .await(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void whoSendsAllBeforeReadingGetsTheAnswer(HttpClient.Version version) throws Exception {
    refuse(Patience.USUAL);
    byte[] large = new byte[LARGE];
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      for (var body :
          new HttpRequest.BodyPublisher[] {
            BodyPublishers.ofByteArray(large),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
          }) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
                    .timeout(LONG)
                    .PUT(body)
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("too large");
      }
      assertThat(closed.future().isComplete()).as("one connection for all").isFalse();
    }
  }

  @Test
  void whoSendsForEverReadsTheAnswerAndIsCutOff() throws Exception {
    refuse(new Patience(1 << 20, LONG, Duration.ofSeconds(2)));
    try (Socket socket = begin()) {
      Future<Void> sending = sendForEver(socket.getOutputStream());

      assertThat(readAnswer(socket)).startsWith("HTTP/1.1 413 ").endsWith("too large");
      assertThat(sending.isComplete()).as("read no more, and not closed yet").isFalse();
      closed.future().await(20, TimeUnit.SECONDS);
      assertThat(sending.transform(done -> Future.succeededFuture(done.failed())).await()).isTrue();
    }
  }

  @Test
  void whoFallsSilentIsCutOff() throws Exception {
    refuse(new Patience(1 << 20, LONG, SHORT));
    try (Socket socket = begin()) {
      assertThat(readAnswer(socket)).endsWith("too large");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoTakesForEverIsCutOff() throws Exception {
    refuse(new Patience(Long.MAX_VALUE, SHORT, SHORT));
    try (Socket socket = begin()) {
      sendForEver(socket.getOutputStream());
      closed.future().await(20, TimeUnit.SECONDS);
    }
  }

  private Socket begin() throws Exception {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Fails when nobody reads any more and the connection is cut. */
  private Future<Void> sendForEver(OutputStream out) {
    return vertx.executeBlocking(
        () -> {
          byte[] piece = new byte[64 * 1024];
          while (!Thread.currentThread().isInterrupted()) {
            out.write(piece);
          }
          return null;
        });
  }

  private static String readAnswer(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("too large")) {
      int read = in.read();
      assertThat(read).as("after " + answer).isNotNegative();
      answer.append((char) read);
    }
    return answer.toString();
  }
}
