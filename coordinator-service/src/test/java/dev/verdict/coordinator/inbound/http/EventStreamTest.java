package dev.verdict.coordinator.inbound.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.event.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that take events slowly, or not at all, beside others who take them at once. */
@Timeout(180)
class EventStreamTest {
  /** What the operating system takes for a client on the same machine, and a piece. */
  private static final long BOUND = 24L << 20;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, CompletableFuture<HttpServerResponse>> responses =
      new ConcurrentHashMap<>();
  private int port;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void serve(FakeEventLog log, Duration longestStall) throws Exception {
    EventStream stream = new EventStream(vertx, log, PublicAddress.UNKNOWN, longestStall);
    Router router = Router.router(vertx);
    router
        .get("/runs/:id")
        .handler(
            context -> {
              context.request().pause();
              stream.open(context);
              response(context.pathParam("id")).complete(context.response());
            });
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .map(HttpServer::actualPort)
            .await(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpServerResponse> response(String run) {
    return responses.computeIfAbsent(run, none -> new CompletableFuture<>());
  }

  /** Has asked, and reads nothing yet. */
  private Socket ask(UUID run, long after) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket
        .getOutputStream()
        .write(
            "GET /runs/%s HTTP/1.1\r\nHost: x\r\nLast-Event-ID: %d\r\n\r\n"
                .formatted(run, after)
                .getBytes(US_ASCII));
    return socket;
  }

  /** The ids of the events that came whole, until their end or a cut. */
  private static List<Long> read(Socket socket) throws IOException {
    List<Long> whole = new ArrayList<>();
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    long id = 0;
    try {
      // The response ends with a chunk of no length.
      for (String line = lines.readLine();
          line != null && !line.equals("0");
          line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.isEmpty() && id > 0) {
          whole.add(id);
          id = 0;
        }
      }
    } catch (IOException cut) {
      assertThat(cut).hasMessageContaining("reset");
    }
    return whole;
  }

  private List<Long> all(HttpClient client, UUID run) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/runs/" + run))
            .timeout(Duration.ofSeconds(60))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
        .join()
        .body()
        .filter(line -> line.startsWith("id: "))
        .map(line -> Long.parseLong(line.substring(4)))
        .toList();
  }

  private static List<Long> through(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** Many pages of small events, and less than a page of large ones. */
  @ParameterizedTest
  @CsvSource({"2000, 20000", "60, 1000000"})
  void aSlowClientTakesABoundedPieceAndDelaysNobody(int events, int each) throws Exception {
    FakeEventLog log = new FakeEventLog(events, each);
    serve(log, Duration.ofMinutes(5));
    UUID slow = UUID.randomUUID();
    try (Socket socket = ask(slow, 0);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpServerResponse written = response(slow.toString()).get(20, TimeUnit.SECONDS);
      List<CompletableFuture<List<Long>>> others = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        UUID run = UUID.randomUUID();
        others.add(CompletableFuture.supplyAsync(() -> all(client, run)));
      }
      for (var other : others) {
        assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(through(events));
      }
      assertThat(written.bytesWritten()).isBetween(1L, BOUND);
      assertThat(log.left(slow)).isNotDone();
      // It was paused, not cut off: now it takes all, in order.
      assertThat(read(socket)).isEqualTo(through(events));
      log.left(slow).get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoTakesNothingIsCutOffAndCanGoOnWhereItWas() throws Exception {
    FakeEventLog log = new FakeEventLog(2_000, 20_000);
    serve(log, Duration.ofMillis(1));
    UUID run = UUID.randomUUID();
    List<Long> taken = new ArrayList<>();
    try (Socket socket = ask(run, 0)) {
      log.left(run).get(60, TimeUnit.SECONDS);
      taken.addAll(read(socket));
    }
    assertThat(taken).hasSizeBetween(1, log.events() - 1);
    while (taken.size() < log.events()) {
      try (Socket socket = ask(run, taken.size())) {
        // With so little patience it may be cut again.
        List<Long> more = read(socket);
        assertThat(more).isNotEmpty();
        taken.addAll(more);
      }
    }
    assertThat(taken).isEqualTo(through(log.events()));
  }
}
