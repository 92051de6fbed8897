package dev.verdict.coordinator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What strangers send to keep us busy, each while healthy deliveries must keep flowing. */
class HostileWebhooksIT {
  private static final int LIMIT = 25 << 20;

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningCoordinator coordinator;
  private static WebhookSender sender;
  private static int number;

  @BeforeAll
  static void start() {
    var usual = WebhookSender.settings();
    var impatient =
        new WebhookSettings(
            usual.secrets(),
            usual.keyUrls(),
            usual.bodyLimit(),
            Duration.ofSeconds(4),
            usual.perSecond(),
            usual.memory(),
            usual.queue(),
            usual.retention(),
            usual.triggers(),
            usual.proxies(),
            usual.follow());
    coordinator =
        new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers(), impatient);
    sender = new WebhookSender(coordinator);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  /** Runs it while small genuine deliveries are sent one after another; each must be taken. */
  private static <T> T whileHealthyOnesFlow(Supplier<T> hostile) {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> healthy =
        CompletableFuture.supplyAsync(
            () -> {
              int taken = 0;
              while (!over.get() || taken < 3) {
                var reply = sender.send(Map.of("kind", "ping", "n", ++number), Map.of());
                if (reply.status() != 202) {
                  throw new AssertionError(reply.toString());
                }
                taken++;
              }
              return taken;
            });
    try {
      return hostile.get();
    } finally {
      over.set(true);
      assertThat(healthy.orTimeout(30, TimeUnit.SECONDS).join()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void aBodyOf26MegabytesIsTooLarge() {
    byte[] large = new byte[26 << 20];
    List<Integer> statuses =
        whileHealthyOnesFlow(
            () -> {
              List<Integer> all = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                all.add(sender.sendSigned(large).status());
              }
              return all;
            });
    assertThat(statuses).containsOnly(413);
  }

  @Test
  void withoutALengthItIsTooLargeWhenItIs() throws IOException {
    try (Socket socket = socket()) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Transfer-Encoding: chunked"));
      byte[] part = new byte[1 << 20];
      String status =
          whileHealthyOnesFlow(
              () -> {
                try {
                  for (int i = 0; i < 26; i++) {
                    out.write((Integer.toHexString(part.length) + "\r\n").getBytes(US_ASCII));
                    out.write(part);
                    out.write("\r\n".getBytes(US_ASCII));
                  }
                } catch (IOException cut) {
                  // It may be cut while we send.
                }
                return statusLine(socket);
              });
      assertThat(status).contains(" 413 ");
    }
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] bomb = gzip(new byte[1 << 20], 300);
    assertThat(bomb.length).isLessThan(1 << 20);
    var reply =
        whileHealthyOnesFlow(
            () ->
                sender.post(
                    bomb,
                    Map.of(
                        "Content-Encoding",
                        "gzip",
                        FakeWebhooks.SIGNATURE,
                        FakeWebhooks.sign(WebhookSender.SECRET, bomb))));
    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void whatIsPackedIsReadAsItIsAndSignedAsItWasSent() {
    byte[] content = Json.bytes(WebhookSender.push("acme/packed", "main", 'a'));
    byte[] packed = gzip(content, 1);
    Map<String, String> headers =
        Map.of(
            "Content-Encoding",
            "gzip",
            FakeWebhooks.SIGNATURE,
            FakeWebhooks.sign(WebhookSender.SECRET, packed));
    assertThat(sender.post(packed, headers).status()).isEqualTo(202);
    assertThat(sender.send(WebhookSender.push("acme/packed", "main", 'a'), Map.of()).status())
        .isIn(200, 202);
    byte[] broken = packed.clone();
    broken[broken.length - 6] ^= 1;
    assertThat(sender.post(broken, headers).status()).isEqualTo(400);
  }

  @Test
  void whoSendsSlowlyIsNotWaitedFor() {
    List<Socket> slow = new ArrayList<>();
    try {
      String status =
          whileHealthyOnesFlow(
              () -> {
                for (int i = 0; i < 50; i++) {
                  Socket socket = socket();
                  slow.add(socket);
                  write(socket, head("Content-Length: 1000"));
                  write(socket, "{".getBytes(US_ASCII));
                }
                return statusLine(slow.get(0));
              });
      assertThat(status).contains(" 408 ");
    } finally {
      slow.forEach(HostileWebhooksIT::close);
    }
  }

  @Test
  void aHundredThousandHeadersAreRefused() {
    try (Socket socket = socket()) {
      String status =
          whileHealthyOnesFlow(
              () -> {
                StringBuilder headers = new StringBuilder();
                for (int i = 0; i < 100_000; i++) {
                  headers.append("x-h").append(i).append(": v\r\n");
                }
                try {
                  socket.getOutputStream().write(head(headers + "Content-Length: 2"));
                } catch (IOException cut) {
                  // It may be cut while we send.
                }
                return statusLine(socket);
              });
      assertThat(status)
          .satisfiesAnyOf(
              line -> assertThat(line).contains(" 431 "), line -> assertThat(line).isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(sender.post("{}".getBytes(UTF_8), many(201)).status()).isEqualTo(431);
  }

  private static Map<String, String> many(int n) {
    Map<String, String> headers = new java.util.HashMap<>();
    for (int i = 0; i < n; i++) {
      headers.put("x-many-" + i, "v");
    }
    return headers;
  }

  /** The largest that is allowed is taken; its memory is bounded by what all bodies may have. */
  @Test
  void theLargestThatIsAllowedIsTaken() {
    byte[] open = "{\"kind\":\"ping\",\"x\":\"".getBytes(UTF_8);
    byte[] body = new byte[LIMIT];
    java.util.Arrays.fill(body, (byte) 'x');
    System.arraycopy(open, 0, body, 0, open.length);
    body[LIMIT - 2] = '"';
    body[LIMIT - 1] = '}';
    var reply = whileHealthyOnesFlow(() -> sender.sendSigned(body));
    assertThat(reply.status()).as(reply.body()).isIn(202, 400);
  }

  private static byte[] gzip(byte[] part, int times) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static Socket socket() {
    URI url = URI.create(coordinator.url());
    try {
      Socket socket = new Socket(url.getHost(), url.getPort());
      socket.setSoTimeout(20_000);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] head(String headers) {
    return ("POST /webhooks/fake HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n")
        .getBytes(US_ASCII);
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when it was cut before. */
  private static String statusLine(Socket socket) {
    try {
      StringBuilder line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString();
    } catch (IOException cut) {
      return "";
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
