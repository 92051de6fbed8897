package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /api/v1/runs/{id}/events}: from the beginning, from somewhere, and from nowhere. */
class EventStreamIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static PostgresAccess database;
  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() {
    database = postgres.freshDatabase();
    coordinator = new RunningCoordinator(database, kafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void itGoesOnAfterTheEventThatIsNamed() {
    UUID run = finished();
    String all = stream(run, null).body();
    List<String> ids = ids(all);
    assertThat(ids)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, ids.size()).mapToObj(Long::toString).toList());
    assertThat(ids).hasSizeGreaterThan(4);
    assertThat(all).startsWith(": events of run " + run).contains("retry: ", "event: dev.cdevents");

    assertThat(ids(stream(run, "3").body())).isEqualTo(ids.subList(3, ids.size()));
    assertThat(ids(stream(run, Integer.toString(ids.size())).body())).isEmpty();
    assertThat(ids(stream(run, "1000000").body())).isEmpty();
    assertThat(ids(stream(run, "-5").body())).isEqualTo(ids);
  }

  @Test
  void whatIsNotThereOrNoNumberIsRefused() {
    assertThat(stream(UUID.randomUUID(), null).status()).isEqualTo(404);
    var wrong = stream(finished(), "x7");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("Last-Event-ID", "x7");
  }

  /** A gap must not look like a run in which nothing happened. */
  @Test
  void eventsThatAreNoLongerKeptAreGone() throws SQLException {
    UUID run = finished();
    int last = ids(stream(run, null).body()).size();
    forget(run, 2);
    assertThat(stream(run, null).status()).isEqualTo(410);
    assertThat(stream(run, "1").status()).isEqualTo(410);
    assertThat(ids(stream(run, "2").body())).hasSize(last - 2);
    forget(run, last);
    assertThat(stream(run, "2").status()).isEqualTo(410);
    assertThat(stream(run, Integer.toString(last)).status()).isEqualTo(200);
  }

  private static void forget(UUID run, int through) throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(database.host(), database.port(), database.database());
    try (Connection connection =
            DriverManager.getConnection(url, database.user(), database.password());
        var statement =
            connection.prepareStatement(
                "delete from coordinator.outbox where run_id = ? and sequence <= ?")) {
      statement.setObject(1, run);
      statement.setInt(2, through);
      statement.executeUpdate();
    }
  }

  private static UUID finished() {
    var task = Map.of("name", "nobody", "config", Map.of("command", List.of("true")));
    var run =
        coordinator.post(
            "/api/v1/runs", Map.of("tasks", List.of(task, task), "name", "events of a run"));
    UUID id = UUID.fromString(run.get("id").asText());
    coordinator.post("/api/v1/runs/" + id + "/cancel", Map.of("reason", "it is enough"));
    coordinator.untilFinished(id);
    return id;
  }

  private static RunningCoordinator.Reply stream(UUID run, @Nullable String after) {
    return coordinator.send(
        "GET",
        "/api/v1/runs/" + run + "/events",
        null,
        coordinator.key,
        after == null ? Map.of() : Map.of("Last-Event-ID", after));
  }

  private static List<String> ids(String body) {
    return body.lines()
        .filter(line -> line.startsWith("id: "))
        .map(line -> line.substring(4))
        .toList();
  }
}
