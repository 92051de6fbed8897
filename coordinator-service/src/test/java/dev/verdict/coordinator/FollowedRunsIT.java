package dev.verdict.coordinator;

import static dev.verdict.coordinator.RunningCoordinator.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.coordinator.outbound.pg.PgFollowedRuns;
import dev.verdict.coordinator.usecase.follow.FollowedRun;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When followed runs are due, as the database says. */
class FollowedRunsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  @Test
  void oneThatSomebodyEndsIsDueAtOnceAndAfterThatWhenItsPauseIsOver() {
    var access = postgres.freshDatabase();
    try (var coordinator =
        new RunningCoordinator(access, kafka.bootstrapServers(), WebhookSender.settings())) {
      coordinator.post("/api/v1/triggers", Map.of("name", "ci", "action", "follow"));
      Map<String, Object> started =
          Map.of(
              "kind", "run",
              "repository", "acme/shop",
              "run", "1",
              "phase", "STARTED",
              "state", "RUNNING");
      assertThat(new WebhookSender(coordinator).settled(started).get("outcome").asText())
          .isEqualTo("followed");
    }
    Vertx vertx = Vertx.vertx();
    try {
      Database database =
          Database.open(
              vertx,
              PostgresSettings.of(
                  access.host(),
                  access.port(),
                  access.database(),
                  access.user(),
                  access.password()),
              "coordinator");
      PgFollowedRuns runs = new PgFollowedRuns(database);
      execute(database, "update followed_runs set due_at = clock_timestamp() + interval '1 hour'");
      assertThat(claimed(runs)).isEmpty();
      execute(database, "update runs set ending = 'cancelled'");
      List<FollowedRun> ending = claimed(runs);
      assertThat(ending).hasSize(1).allMatch(FollowedRun::ending);
      await(runs.later(ending.getFirst(), false, Duration.ofHours(1)));
      assertThat(claimed(runs)).isEmpty();
    } finally {
      await(vertx.close());
    }
  }

  private static void execute(Database database, String statement) {
    await(database.pool().query(statement).execute());
  }

  private static List<FollowedRun> claimed(PgFollowedRuns runs) {
    return await(runs.claim(10, Duration.ofMinutes(1)));
  }
}
