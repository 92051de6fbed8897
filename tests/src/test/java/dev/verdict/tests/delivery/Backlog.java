package dev.verdict.tests.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the groups of a broker have not finished yet. */
record Backlog(List<String> brokers) {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final int PAUSE_MILLIS = 50;

  /** Until everything that was written is finished by everybody who reads. */
  void awaitNone() throws Exception {
    for (String broker : brokers) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
        until("the backlog of " + broker + " to be gone", () -> of(admin) == 0);
      }
    }
  }

  private static long of(Admin admin) throws ExecutionException, InterruptedException {
    long open = 0;
    for (var group : admin.listGroups().all().get()) {
      Map<TopicPartition, OffsetAndMetadata> done =
          admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      done.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
      var ends = admin.listOffsets(wanted);
      for (var one : done.entrySet()) {
        open += ends.partitionResult(one.getKey()).get().offset() - one.getValue().offset();
      }
    }
    return open;
  }

  /** Asks again and again, since nobody tells: bounded, with a pause. */
  static void until(String what, Callable<Boolean> done) throws Exception {
    Object pause = new Object();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!done.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + LONGEST.toSeconds() + " s in vain for " + what);
      }
      synchronized (pause) {
        TimeUnit.MILLISECONDS.timedWait(pause, PAUSE_MILLIS);
      }
    }
  }
}
