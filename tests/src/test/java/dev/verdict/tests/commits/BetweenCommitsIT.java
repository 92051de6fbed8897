package dev.verdict.tests.commits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.tests.commits.CommitPoints.Death;
import dev.verdict.tests.commits.CommitPoints.Moment;
import dev.verdict.tests.wholesystem.AdminKey;
import dev.verdict.tests.wholesystem.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run with everything in it is played over and over. In the nth play the coordinator dies at its
 * nth commit, before or after, and another one starts; until a play is over before its nth commit.
 * Each play must end as the one in which nobody died.
 *
 * <p>It dies in this JVM, since a process that starts costs three seconds and a hundred of them
 * would cost minutes. From the moment of its death it reaches the database no more, nor is it given
 * an answer. What is left to it is no more than what a process does that is killed a moment later:
 * it may still send to Kafka what it had read, and commit the offsets of what it had finished. Its
 * Vert.x is thrown away while the next one already works, which is the worst that a coordinator can
 * meet, too: a predecessor that does not know that it is dead.
 *
 * <p>Seen red with each of these taken out: events are appended to the outbox in the transaction of
 * the run; the relay keeps its position after the broker has what it read; offsets of news are
 * committed after the news were taken.
 */
@Timeout(300)
class BetweenCommitsIT {
  private static final int MOST_COMMITS = 200;

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.ownKafka();

  private static final CommitPoints points = new CommitPoints();
  private static Ledger ledger;
  private static Succession coordinators;
  private static PatientClient client;
  private static ScriptedWorkers workers;
  private static PublishedEvents events;
  private static int plays;

  @BeforeAll
  static void start() throws Exception {
    ledger = new Ledger(postgres.database());
    coordinators = new Succession(postgres.database(), kafka.bootstrapServers(), points);
    client = new PatientClient(coordinators, AdminKey.make(postgres.database()));
    coordinators.url();
    workers = new ScriptedWorkers(kafka.bootstrapServers());
    events = new PublishedEvents(kafka.bootstrapServers());
    // Keys are made and noted as used the first time, which is no matter of a run.
    Play.through(client, workers, events, ledger, "warm-up");
  }

  @AfterAll
  static void stop() {
    coordinators.close();
    workers.close();
    events.close();
  }

  @ParameterizedTest
  @EnumSource
  void it_dies_at_each_commit_of_a_run(Moment moment) throws Exception {
    List<Death> deaths = new ArrayList<>();
    Set<String> writes = play(moment, (nth, commit) -> false, deaths);
    assertThat(deaths).isEmpty();

    boolean died = true;
    while (died && deaths.size() < MOST_COMMITS) {
      int n = deaths.size() + 1;
      Set<String> written = play(moment, (nth, commit) -> nth == n, deaths);
      died = deaths.size() == n;
      if (!died) {
        // Nobody died in this one either: what both have written is what a run always writes.
        writes.retainAll(written);
      }
    }

    // Each death is a proof: the proxy has counted to n and cut there.
    assertThat(deaths).hasSizeBetween(Part.values().length, MOST_COMMITS - 1);
    // News come in any order, so a write may have been in another commit than the nth just then.
    for (String write : writes) {
      if (deaths.stream().noneMatch(death -> death.commit().contains(write))) {
        play(moment, (nth, commit) -> commit.contains(write), deaths);
      }
    }
    assertThat(deaths.stream().map(Death::commit).collect(Collectors.joining(", ")))
        .contains(writes);
  }

  @ParameterizedTest
  @EnumSource
  void it_dies_when_the_relay_keeps_its_position(Moment moment) throws Exception {
    points.arm(moment, (nth, commit) -> commit.equals(CommitPoints.BY_THE_CLOCK));
    Play play = Play.through(client, workers, events, ledger, "play " + ++plays);
    points.awaitDeath();
    new PlayCheck(ledger, workers, events).hold(play);
    // And it goes on from there.
    play(moment, (nth, commit) -> false, new ArrayList<>());
  }

  /** What was written in it, such as "insert attempts". */
  private static Set<String> play(
      Moment moment, BiPredicate<Integer, String> deadly, List<Death> deaths) throws Exception {
    points.arm(moment, deadly);
    Play play = Play.through(client, workers, events, ledger, "play " + ++plays);
    Set<String> commits = points.disarm();
    points.death().ifPresent(deaths::add);
    new PlayCheck(ledger, workers, events).hold(play);
    return commits.stream()
        .filter(commit -> !commit.equals(CommitPoints.BY_THE_CLOCK))
        .flatMap(commit -> Stream.of(commit.split(", ")))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
