package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LogIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;

  private final UUID run = Ids.next();
  private ServiceUnderTest service;
  private Publisher publisher;
  private AttemptWriter writer;

  @BeforeEach
  void start() {
    service = newService();
    publisher =
        ServiceUnderTest.await(
            new KafkaClients(service.vertx, KafkaSettings.of(KAFKA.bootstrapServers()))
                .publisher());
    writer = new AttemptWriter(service, publisher, run);
  }

  private static ServiceUnderTest newService() {
    return newService("500ms");
  }

  private static ServiceUnderTest newService(String grace) {
    return new ServiceUnderTest(
        POSTGRES.database(),
        KAFKA.bootstrapServers(),
        directory,
        Map.of("artifacts.log_grace", grace, "artifacts.max_log_size", "64KiB"));
  }

  @AfterEach
  void stop() {
    ServiceUnderTest.await(publisher.close());
    service.close();
  }

  @Test
  void isFollowedWhileItIsWritten() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> asked = follow(0);
    writer.piece(0, Bytes.of("first\n"), false);

    try (InputStream log = asked.get().body()) {
      assertThat(Bytes.text(log.readNBytes(6))).isEqualTo("first\n");
      writer.piece(6, Bytes.of("second\n"), false);
      assertThat(Bytes.text(log.readNBytes(7))).isEqualTo("second\n");
      writer.piece(13, Bytes.of("third\n"), true);
      assertThat(Bytes.text(log.readAllBytes())).isEqualTo("third\n");
    }
    assertThat(asked.get().headers().firstValue("content-type"))
        .contains("text/plain; charset=utf-8");
    assertThat(service.get(service.read, writer.log() + "?offset=6").body())
        .isEqualTo("second\nthird\n");
  }

  @Test
  void isWholeHoweverItsPiecesCome() throws Exception {
    byte[] whole = Bytes.noise(60_000, 11);
    List<Integer> pieces = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pieces.add(i);
      pieces.add(i);
    }
    Collections.shuffle(pieces, new Random(7));
    // On a slow machine a piece may come later than the usual grace; what is late is another test.
    ServiceUnderTest.await(publisher.close());
    service.close();
    service = newService("30s");
    writer = writerAgain();
    pieces.forEach(i -> writer.piece(whole, i * 1000, (i + 1) * 1000));

    assertThat(follow(0).get().body().readAllBytes()).isEqualTo(whole);
    seal();
    assertThat(bytes(writer.log())).isEqualTo(whole);
    JsonNode artifact = artifact();
    assertThat(artifact.path("type").asText()).isEqualTo("log");
    assertThat(artifact.path("size_bytes").asInt()).isEqualTo(60_000);
    assertThat(bytes("/api/v1/artifacts/" + artifact.path("id").asText() + "/content"))
        .isEqualTo(whole);
    assertThat(rawFile()).doesNotExist();
  }

  @Test
  void aLongOneIsCompressedOnDiskAndStillReadFromAnywhere() throws Exception {
    byte[] whole = Bytes.of("the same line again\n".repeat(3000));
    writer.piece(whole, 0, 30_000);
    writer.piece(whole, 30_000, whole.length);
    follow(0).get().body().readAllBytes();
    seal();

    String id = artifact().path("id").asText();
    String hex = Bytes.sha256(whole);
    Path blob = directory.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex + ".gz");
    assertThat(Files.size(blob)).isLessThan(2_000);
    HttpResponse<String> part =
        service.get(
            service.read, "/api/v1/artifacts/" + id + "/content", "Range", "bytes=40000-40019");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("the same line again\n");
    assertThat(service.get(service.read, writer.log() + "?offset=59980").body())
        .isEqualTo("the same line again\n");
  }

  @Test
  void survivesARestartAndPiecesThatComeAgain() throws Exception {
    byte[] whole = Bytes.noise(30_000, 12);
    writer.piece(whole, 0, 10_000);
    writer.piece(whole, 10_000, 20_000);
    try (InputStream log = follow(0).get().body()) {
      assertThat(log.readNBytes(20_000)).hasSize(20_000);
    }
    ServiceUnderTest.await(publisher.close());
    service.close();
    service = newService();

    writer = writerAgain();
    assertThat(bytes(writer.log())).hasSize(20_000);
    writer.piece(whole, 0, 10_000);
    writer.piece(whole, 10_000, 20_000);
    writer.piece(whole, 20_000, 30_000);

    assertThat(follow(0).get().body().readAllBytes()).isEqualTo(whole);
  }

  private AttemptWriter writerAgain() {
    publisher =
        ServiceUnderTest.await(
            new KafkaClients(service.vertx, KafkaSettings.of(KAFKA.bootstrapServers()))
                .publisher());
    return writer.with(publisher);
  }

  @Test
  void whatIsPurgedOrExpiredIsGone() throws Exception {
    writer.piece(0, Bytes.of("kept for its time"), true);
    follow(0).get().body().readAllBytes();
    seal();
    AttemptWriter running = new AttemptWriter(service, publisher, Ids.next());
    running.piece(0, Bytes.of("still running"), false);
    try (InputStream log = follow(running, 0).get().body()) {
      assertThat(log.readNBytes(13)).hasSize(13);
      String runningRun = "/api/v1/artifacts?run_id=" + running.attempt.runId();
      assertThat(service.send(service.request(service.admin, runningRun).DELETE()).body())
          .isEqualTo("{\"purged\":0}");
      assertThat(Bytes.text(log.readAllBytes())).startsWith("\n[verdict: the worker did not say");
    }
    assertThat(service.get(service.read, running.log()).statusCode()).isEqualTo(410);

    assertThat(service.get(service.read, writer.log()).statusCode()).isEqualTo(200);
    service.clock.advance(Duration.ofDays(31));
    HttpResponse<String> gone = service.get(service.read, writer.log());
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("time to be kept had passed");
  }

  @Test
  void aCrashedWorkersLogIsKeptAndTakesWhatComesLate() throws Exception {
    writer.queued("tests/test_crashing.py");
    writer.piece(0, Bytes.of("last words"), false);
    writer.finished();

    String log = Bytes.text(follow(0).get().body().readAllBytes());
    assertThat(log).startsWith("last words\n[verdict: the worker did not say");
    JsonNode before = artifact();
    assertThat(before.path("name").asText()).isEqualTo("tests_test_crashing.py.log");

    writer.piece(10, Bytes.of(" and more"), true);
    JsonNode after = before;
    Instant deadline = Instant.now().plus(ServiceUnderTest.PATIENCE);
    while (after.path("size_bytes").asInt() != 19 && Instant.now().isBefore(deadline)) {
      seal();
      after = artifact();
    }
    assertThat(after.path("id")).isEqualTo(before.path("id"));
    assertThat(service.get(service.read, writer.log()).body()).isEqualTo("last words and more");
    assertThat(service.get(service.read, after.path("url").asText()).statusCode()).isEqualTo(302);
  }

  @Test
  void whatNeverArrivedIsNotedWhereItIsMissing() throws Exception {
    writer.piece(0, Bytes.of("begin\n"), false);
    writer.piece(1006, Bytes.of("end\n"), true);
    writer.finished();

    String log = Bytes.text(follow(0).get().body().readAllBytes());

    assertThat(log).hasSize(1010).startsWith("begin\n").endsWith("\nend\n");
    assertThat(log).contains("[verdict: 1000 bytes of the output never arrived]");
    assertThat(service.get(service.read, writer.log() + "?offset=1006").body()).isEqualTo("end\n");
  }

  @Test
  void tooMuchIsCutAndSaysSo() throws Exception {
    byte[] whole = Bytes.of("0123456789".repeat(10_000));
    writer.piece(whole, 0, 50_000);
    writer.piece(whole, 50_000, 100_000);

    String log = Bytes.text(follow(0).get().body().readAllBytes());
    seal();

    assertThat(log)
        .startsWith("0123456789")
        .contains("[verdict: cut here, 34464 more bytes came and 65536 are kept]");
    assertThat(service.get(service.read, writer.log()).body()).isEqualTo(log);
  }

  @Test
  void whatIsNotSignedByItsWorkerChangesNothing() throws Exception {
    AttemptWriter good = new AttemptWriter(service, publisher, run);
    String another = service.worker(UUID.randomUUID());
    writer.send(0, Bytes.of("forged"), true, another);
    writer.send(0, Bytes.of("forged"), true, "");
    // Its own worker, but not its attempt: that was given to somebody else, or in another run.
    writer.send(0, Bytes.of("forged"), true, writer.token, good.pass);
    writer.send(
        0,
        Bytes.of("forged"),
        true,
        writer.token,
        service.pass(writer.worker, new AttemptRef(Ids.next(), writer.attempt.taskId(), 1)));
    writer.send(0, Bytes.of("forged"), true, writer.token, "");
    writer.poison();
    // The same run is the same partition: when this has come, the others have been seen.
    good.piece(0, Bytes.of("good"), true);

    assertThat(Bytes.text(follow(good, 0).get().body().readAllBytes())).isEqualTo("good");
    assertThat(service.get(service.read, writer.log()).statusCode()).isEqualTo(404);
    assertThat(service.get("", "/metrics").body())
        .contains("distributed_testing_log_pieces_total{fate=\"bad_token\"} 5.0");
  }

  @Test
  void whoGoesAwayLeavesNothingBehind() throws Exception {
    writer.piece(0, Bytes.of("begin\n"), false);
    InputStream log = follow(0).get().body();
    assertThat(log.readNBytes(6)).hasSize(6);
    awaitFollowers("1.0");

    log.close();

    awaitFollowers("0.0");
  }

  private void awaitFollowers(String count) {
    String metrics = "";
    Instant deadline = Instant.now().plus(ServiceUnderTest.PATIENCE);
    while (!metrics.contains("distributed_testing_log_followers " + count)
        && Instant.now().isBefore(deadline)) {
      metrics = service.get("", "/metrics").body();
    }
    assertThat(metrics).contains("distributed_testing_log_followers " + count);
  }

  @Test
  void anAttemptWithoutOutputHasAnEmptyLogAndAnUnknownOneNone() throws Exception {
    writer.finished();

    HttpResponse<InputStream> log = follow(0).get();

    assertThat(log.statusCode()).isEqualTo(200);
    assertThat(log.body().readAllBytes()).isEmpty();
    String unknown = "/api/v1/artifacts/logs/" + Ids.next();
    assertThat(service.get(service.read, unknown + "/1").statusCode()).isEqualTo(404);
    assertThat(service.get(service.read, unknown + "/-1").statusCode()).isEqualTo(400);
    assertThat(service.get(service.read, unknown + "/1?offset=-5").statusCode()).isEqualTo(400);
    assertThat(service.get("", unknown + "/1").statusCode()).isEqualTo(401);
    assertThat(service.get(service.submit, unknown + "/1").statusCode()).isEqualTo(403);
  }

  private CompletableFuture<HttpResponse<InputStream>> follow(long offset) {
    return follow(writer, offset);
  }

  private CompletableFuture<HttpResponse<InputStream>> follow(AttemptWriter of, long offset) {
    return service
        .http()
        .sendAsync(
            service.request(service.read, of.log() + "?follow=true&offset=" + offset).GET().build(),
            BodyHandlers.ofInputStream());
  }

  private byte[] bytes(String path) {
    return service
        .send(service.request(service.read, path).GET(), BodyHandlers.ofByteArray())
        .body();
  }

  private void seal() {
    ServiceUnderTest.await(service.wiring().sealing().sealDue());
  }

  private JsonNode artifact() {
    String list =
        service.get(service.read, "/api/v1/artifacts?task_id=" + writer.attempt.taskId()).body();
    JsonNode items = Json.tree(Bytes.of(list)).path("items");
    assertThat(items).as(list).hasSize(1);
    return items.get(0);
  }

  private Path rawFile() {
    return directory
        .resolve("logs")
        .resolve(writer.attempt.taskId() + "." + writer.attempt.attempt());
  }
}
