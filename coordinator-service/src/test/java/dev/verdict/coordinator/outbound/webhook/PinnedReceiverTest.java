package dev.verdict.coordinator.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.http.Trust;
import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedReceiverTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private Duration patience = Duration.ofSeconds(25);

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Answers with what it was told to know; the last answer holds. */
  private static NameLookup names(String... addresses) {
    Deque<String> next = new ArrayDeque<>(List.of(addresses));
    return name -> {
      String address = next.size() > 1 ? next.removeFirst() : next.getFirst();
      try {
        return Future.succeededFuture(List.of(InetAddress.getAllByName(address)));
      } catch (java.net.UnknownHostException e) {
        return Future.failedFuture(e);
      }
    };
  }

  private int serve(HttpServerOptions options, Handler<HttpServerRequest> handler)
      throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  seen.add(request.uri() + " for " + request.authority());
                  handler.handle(request);
                })
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private int serve(Handler<HttpServerRequest> handler) throws Exception {
    return serve(new HttpServerOptions(), handler);
  }

  private Answer send(String url, NameLookup names, String allowed, @Nullable Path ca)
      throws Exception {
    var limits =
        new PinnedReceiver.Limits(
            patience,
            patience,
            true,
            ca == null ? null : Trust.with("coordinator.subscriptions.ca_file", ca));
    List<Cidr> blocks = allowed.isEmpty() ? List.of() : List.of(Cidr.of(allowed));
    var receiver =
        new PinnedReceiver(vertx, limits, new AddressRules(blocks), names, InstantSource.system());
    var terms =
        new Terms("t", url, List.of("*"), null, null, null, "me", null, Map.of("X-Team", "shop"));
    var target =
        new Subscriptions.Target(UUID.randomUUID(), terms, List.of(SigningSecret.generate()));
    return receiver.send(target, "id-1", Buffer.buffer("{}"), 0).await(60, TimeUnit.SECONDS);
  }

  private Answer send(String url, NameLookup names) throws Exception {
    return send(url, names, "127.0.0.0/8", null);
  }

  @Test
  void theNameStaysWhereItBelongsAndTheConnectionGoesToTheAddress() throws Exception {
    int port = serve(request -> request.response().setStatusCode(202).end("thanks"));
    Answer answer = send("http://receiver.example:" + port + "/hook?a=b", names("127.0.0.1"));
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.DELIVERED);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text()).isEqualTo("thanks");
    assertThat(seen).containsExactly("/hook?a=b for receiver.example:" + port);
  }

  @Test
  void aNameThatLeadsInsideIsRefusedBeforeAnythingIsSent() throws Exception {
    int port = serve(request -> request.response().end());
    Answer answer = send("http://receiver.example:" + port + "/", names("127.0.0.1"), "", null);
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.FORBIDDEN);
    assertThat(answer.text()).contains("127.0.0.1");
    assertThat(seen).isEmpty();
  }

  @Test
  void aNameThatLeadsElsewhereAMomentLaterHasNoEffect() throws Exception {
    int port = serve(request -> request.response().end());
    // Permitted when it is checked; whoever asked a second time would be sent inside.
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    NameLookup rebinding =
        name -> {
          asked.incrementAndGet();
          return names(asked.get() == 1 ? "127.0.0.1" : "127.0.0.2").addresses(name);
        };
    Answer first = send("http://receiver.example:" + port + "/", rebinding, "127.0.0.1/32", null);
    assertThat(first.outcome()).isEqualTo(Answer.Outcome.DELIVERED);
    assertThat(asked).hasValue(1);
    Answer second = send("http://receiver.example:" + port + "/", rebinding, "127.0.0.1/32", null);
    assertThat(second.outcome()).isEqualTo(Answer.Outcome.FORBIDDEN);
    assertThat(seen).hasSize(1);
  }

  @Test
  void oneBadAddressAmongGoodOnesIsEnough() throws Exception {
    int port = serve(request -> request.response().end());
    NameLookup mixed = name -> Future.succeededFuture(List.of(local(1), local(2)));
    Answer answer = send("http://receiver.example:" + port + "/", mixed, "127.0.0.1/32", null);
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.FORBIDDEN);
    assertThat(seen).isEmpty();
  }

  private static InetAddress local(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    int port =
        serve(
            request ->
                request
                    .response()
                    .setStatusCode(307)
                    .putHeader("Location", "http://169.254.169.254/latest/meta-data")
                    .end());
    Answer answer = send("http://receiver.example:" + port + "/", names("127.0.0.1"));
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.REFUSED);
    assertThat(answer.status()).isEqualTo(307);
    assertThat(seen).hasSize(1);
  }

  @Test
  void ofAnEndlessAnswerTheBeginningIsReadAndTheStatusHolds() throws Exception {
    Buffer chunk = Buffer.buffer("x".repeat(16_384));
    int port =
        serve(
            request -> {
              var response = request.response().setChunked(true).setStatusCode(200);
              for (int n = 0; n < 64; n++) {
                response.write(chunk);
              }
            });
    Answer answer = send("http://receiver.example:" + port + "/", names("127.0.0.1"));
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.DELIVERED);
    assertThat(answer.text()).hasSize(1_000);
    assertThat(answer.took()).isLessThan(patience);
  }

  @Test
  void whoNeverAnswersIsGivenUp() throws Exception {
    patience = Duration.ofMillis(500);
    int port = serve(request -> {});
    Answer answer = send("http://receiver.example:" + port + "/", names("127.0.0.1"));
    assertThat(answer.outcome()).isEqualTo(Answer.Outcome.UNREACHABLE);
    assertThat(answer.text()).contains("no answer after");
  }

  @Test
  void nobodyThereAndNoSuchName() throws Exception {
    int port = serve(request -> {});
    NameLookup nobody = name -> Future.failedFuture(new java.net.UnknownHostException(name));
    assertThat(send("http://receiver.example:" + port + "/", nobody).text())
        .isEqualTo("the name is not known: receiver.example");
    assertThat(send("http://receiver.example:1/", names("127.0.0.1")).outcome())
        .isEqualTo(Answer.Outcome.UNREACHABLE);
  }

  @Test
  void theCertificateMustBeOfTheNameAndNotOfTheAddress(@TempDir Path directory) throws Exception {
    var certificate = FakeCertificate.of("receiver.example", directory);
    int port =
        serve(
            new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PfxOptions()
                        .setPath(certificate.store().toString())
                        .setPassword(FakeCertificate.PASSWORD)),
            request -> request.response().end());
    NameLookup here = names("127.0.0.1");
    String block = "127.0.0.0/8";
    assertThat(
            send("https://receiver.example:" + port + "/", here, block, certificate.pem())
                .outcome())
        .isEqualTo(Answer.Outcome.DELIVERED);
    assertThat(
            send("https://other.example:" + port + "/", here, block, certificate.pem()).outcome())
        .isEqualTo(Answer.Outcome.UNREACHABLE);
    assertThat(send("https://receiver.example:" + port + "/", here, block, null).outcome())
        .isEqualTo(Answer.Outcome.UNREACHABLE);
    assertThat(seen).hasSize(1);
  }
}
