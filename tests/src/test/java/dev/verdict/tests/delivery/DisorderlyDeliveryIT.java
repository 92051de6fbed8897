package dev.verdict.tests.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Topics;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.tests.wholesystem.Ledger;
import dev.verdict.tests.wholesystem.Runs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same runs twice: once everything that the services tell each other comes once and in order,
 * once it comes several times, late, and in another order; and when all is over, everything comes
 * once more. Every table ends the same, and every log has the same text.
 *
 * <p>Seen red with each of these taken out: news count only from the attempt that is held; a worker
 * does not begin an attempt that it knows; pieces of a log are taken in any order.
 */
@Timeout(180)
class DisorderlyDeliveryIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka ofCoordinator = Backing.ownKafka();
  @RegisterExtension static final Kafka ofWorkers = Backing.ownKafka();
  @RegisterExtension static final Kafka ofWatchers = Backing.ownKafka();
  @TempDir static Path directory;
  private static Islands islands;
  private static Ledger ledger;
  private static Backlog backlog;

  @BeforeAll
  static void start() {
    islands = new Islands(postgres.database(), ofCoordinator, ofWorkers, ofWatchers, directory);
    ledger = new Ledger(postgres.database());
    backlog = new Backlog(List.of(ofCoordinator.bootstrapServers(), ofWatchers.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    islands.close();
  }

  @Test
  void the_end_is_the_same() throws Exception {
    List<UUID> peaceful = play("peace");
    settle(peaceful);
    Map<String, List<String>> wanted = Aftermath.of(ledger, peaceful);
    Map<String, String> logs = logs(peaceful);
    assertThat(wanted.values()).noneMatch(List::isEmpty);
    assertThat(logs).hasSize(12).containsEntry("beta flaky 1", lines("flaky"));

    islands.carriers().forEach(Carrier::goWild);
    List<UUID> wild = play("disorder");
    settle(wild);
    islands.carriers().forEach(Carrier::repeatAll);
    // The orders came again, too; a run that comes after them is through when they are.
    settle(play("afterwards"));

    assertDisorder();
    Map<String, List<String>> found = Aftermath.of(ledger, wild);
    wanted.forEach((table, rows) -> assertThat(found.get(table)).as(table).isEqualTo(rows));
    assertThat(logs(wild)).isEqualTo(logs);
    assertThat(ledger.rows("select why from coordinator.parked_messages")).isEmpty();
    assertThat(ledger.rows("select why from reporter.parked_messages")).isEmpty();
    assertThat(ledger.rows("select why from artifacts.parked_messages")).isEmpty();
  }

  private static void assertDisorder() {
    for (Carrier carrier : islands.carriers()) {
      if (!carrier.topic().equals(Topics.WORKERS)) {
        assertThat(carrier.disorder().repeated())
            .as("repeated of %s", carrier.topic())
            .isPositive();
      }
      if (carrier.topic().equals(Topics.EVENTS) || carrier.topic().equals(Topics.LOGS)) {
        assertThat(carrier.disorder().overtaken())
            .as("overtaken in %s", carrier.topic())
            .isPositive();
      }
    }
  }

  private static List<UUID> play(String act) throws Exception {
    Runs runs = new Runs(islands.api());
    List<UUID> ids = new ArrayList<>();
    for (RunRequest request : new Suite(Files.createDirectory(directory.resolve(act))).runs()) {
      ids.add(islands.api().post("/api/v1/runs", request, RunView.class).id());
    }
    for (UUID id : ids) {
      runs.await(id);
    }
    return ids;
  }

  /** Until those who watch have taken in everything that there is. */
  private static void settle(List<UUID> runs) throws Exception {
    for (UUID run : runs) {
      islands.watchersApi().open("/api/v1/runs/" + run + "/report?format=json", null).close();
    }
    Backlog.until("the logs to be sealed", () -> Aftermath.unsealed(ledger, runs) == 0);
    backlog.awaitNone();
  }

  /** Run, task and attempt to text. */
  private static Map<String, String> logs(List<UUID> runs) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (UUID id : runs) {
      Runs.Ended ended = new Runs(islands.api()).look(id);
      for (TaskView task : ended.tasks()) {
        for (int attempt = 1; attempt <= task.attempt(); attempt++) {
          String path = "/api/v1/artifacts/logs/" + task.id() + "/" + attempt;
          try (InputStream log = islands.watchersApi().open(path, null)) {
            texts.put(
                ended.run().name() + " " + task.name() + " " + attempt,
                new String(log.readAllBytes(), UTF_8));
          }
        }
      }
    }
    return texts;
  }

  private static String lines(String what) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 8; i++) {
      lines.append("line ").append(i).append(" of ").append(what).append('\n');
    }
    return lines.toString();
  }
}
