package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of the same bytes against purges and sweeps that let go of them. */
class ContendedBytesIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;

  @Test
  void whatIsKeptCanBeReadWhoeverLetsGoOfIt() {
    try (ServiceUnderTest service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of())) {
      String content = "contended";
      List<UUID> runs = Stream.generate(Ids::next).limit(40).toList();
      List<CompletableFuture<HttpResponse<String>>> uploads = new ArrayList<>();
      List<CompletableFuture<?>> others = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        uploads.add(upload(service, runs.get(i), content));
        others.add(purge(service, runs.get(i / 2)));
        others.add(service.wiring().sweeping().sweep().toCompletionStage().toCompletableFuture());
      }
      others.forEach(CompletableFuture::join);

      assertThat(uploads.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
          .containsOnly(201);
      assertThat(readAll(service, runs, content)).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void bytesThatSomebodyIsJustTakingAreNotRemoved() {
    try (ServiceUnderTest service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of())) {
      UUID run = Ids.next();
      upload(service, run, "taken").join();
      Path blob = blob("taken");
      Pool pool = service.database.pool();
      // No artifact refers to them, but a transaction holds them that may be about to make one.
      purge(service, run).join();
      SqlConnection taker = ServiceUnderTest.await(pool.getConnection());
      Transaction taking = ServiceUnderTest.await(taker.begin());
      ServiceUnderTest.await(
          taker
              .preparedQuery("select * from blobs where sha256 = $1 for update")
              .execute(Tuple.of(Bytes.sha256(Bytes.of("taken")))));
      ServiceUnderTest.await(service.wiring().sweeping().sweep());
      assertThat(blob).exists();

      ServiceUnderTest.await(taking.rollback().eventually(taker::close));
      ServiceUnderTest.await(service.wiring().sweeping().sweep());
      assertThat(blob).doesNotExist();
    }
  }

  /** A purge comes exactly between finding the place taken and looking by whom. */
  @Test
  void anUploadWhoseWayIsClearedMeanwhileIsKept() {
    try (ServiceUnderTest service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of())) {
      UUID run = Ids.next();
      String first =
          Json.tree(Bytes.of(upload(service, run, "cleared").join().body())).path("id").asText();
      execute(
          service,
          "create function clear_the_way() returns trigger language plpgsql as $$ begin"
              + " update artifacts set deleted_at = now(), deleted_reason = 'purged'"
              + " where id = '"
              + first
              + "' and deleted_at is null; return null; end $$");
      execute(
          service,
          "create trigger clear_the_way after insert on artifacts"
              + " for each statement execute function clear_the_way()");
      try {
        HttpResponse<String> kept = upload(service, run, "cleared").join();
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
      } finally {
        execute(service, "drop trigger clear_the_way on artifacts");
        execute(service, "drop function clear_the_way");
      }
    }
  }

  private static void execute(ServiceUnderTest service, String sql) {
    ServiceUnderTest.await(service.database.pool().query(sql).execute());
  }

  private static int readAll(ServiceUnderTest service, List<UUID> runs, String content) {
    int there = 0;
    for (UUID run : runs) {
      String list = service.get(service.read, "/api/v1/artifacts?run_id=" + run).body();
      for (JsonNode item : Json.tree(Bytes.of(list)).path("items")) {
        String path = "/api/v1/artifacts/" + item.path("id").asText() + "/content";
        assertThat(service.get(service.read, path).body()).isEqualTo(content);
        there++;
      }
    }
    return there;
  }

  private static Path blob(String content) {
    String hex = Bytes.sha256(Bytes.of(content));
    return directory.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private static CompletableFuture<HttpResponse<String>> upload(
      ServiceUnderTest service, UUID run, String content) {
    return async(
        service,
        service
            .request(service.submit, "/api/v1/artifacts?run_id=" + run + "&name=same.txt")
            .POST(BodyPublishers.ofString(content)));
  }

  private static CompletableFuture<HttpResponse<String>> purge(ServiceUnderTest service, UUID run) {
    return async(
        service, service.request(service.admin, "/api/v1/artifacts?run_id=" + run).DELETE());
  }

  private static CompletableFuture<HttpResponse<String>> async(
      ServiceUnderTest service, HttpRequest.Builder request) {
    return service.http().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
