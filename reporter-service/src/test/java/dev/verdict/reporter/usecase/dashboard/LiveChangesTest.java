package dev.verdict.reporter.usecase.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveChangesTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final Vertx vertx = Vertx.vertx();
  private final Map<UUID, String> stamps = new ConcurrentHashMap<>(Map.of(ONE, "1", OTHER, "1"));
  private final BlockingQueue<List<UUID>> looks = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
  private final LiveChanges changes = new LiveChanges(vertx, this::look, 3, 2);

  private Future<Dashboard.Stamps> look(List<UUID> runs) {
    looks.add(runs);
    return Future.succeededFuture(new Dashboard.Stamps(Map.copyOf(stamps), stamps.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    changes.stop();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatThisProcessTakesInWakesThoseWhoLook() {
    changes.watch("visitor 1", ONE, () -> woken.add("one"));
    changes.watch("visitor 2", OTHER, () -> woken.add("other"));
    changes.watch("visitor 3", null, () -> woken.add("all"));

    changes.changed(List.of(ONE));

    assertThat(woken).containsExactlyInAnyOrder("one", "all");
  }

  private String next() throws InterruptedException {
    return String.valueOf(woken.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void whatAnotherReporterTakesInIsSeen() throws Exception {
    changes.watch("visitor 4", ONE, () -> woken.add("one"));
    changes.watch("visitor 5", OTHER, () -> woken.add("other"));
    assertThat(looks.poll(10, TimeUnit.SECONDS)).containsExactlyInAnyOrder(ONE, OTHER);
    assertThat(List.of(next(), next()))
        .as("something may have come before the first look")
        .containsExactlyInAnyOrder("one", "other");

    stamps.put(ONE, "2");

    assertThat(woken.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
    assertThat(looks.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(woken).as("once, and nobody else").isEmpty();
  }

  @Test
  void whoEndsIsNotWokenAndMakesRoom() {
    LiveChanges.Watch first = changes.watch("visitor 6", ONE, () -> woken.add("one")).orElseThrow();
    changes.watch("visitor 7", OTHER, () -> {});
    changes.watch("visitor 8", OTHER, () -> {});
    assertThat(changes.watch("visitor 9", ONE, () -> {})).as("as many as may").isEmpty();

    first.end();
    changes.changed(List.of(ONE));

    assertThat(woken).isEmpty();
    assertThat(changes.watch("visitor 10", ONE, () -> {})).isPresent();
  }

  @Test
  void afterTheStopNobodyWatches() {
    changes.stop();

    assertThat(changes.watch("visitor 11", ONE, () -> {})).isEmpty();
    assertThat(changes.watching()).isZero();
  }

  @Test
  void oneVisitorDoesNotTakeAllPlaces() {
    assertThat(changes.watch("ada", ONE, () -> {})).isPresent();
    var second = changes.watch("ada", ONE, () -> {});
    assertThat(changes.watch("ada", OTHER, () -> {})).isEmpty();
    assertThat(changes.watch("bob", OTHER, () -> {})).isPresent();
    second.orElseThrow().end();
    assertThat(changes.watch("ada", OTHER, () -> {})).isPresent();
  }
}
