package dev.verdict.tests.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes of records as they came what a bad day makes of them: some twice, old ones again, one
 * before the other. Between keys any order can be met; within a key only where the contract says
 * that its readers bear it.
 */
final class Disorder {
  private static final int OLD_ONES = 3;

  private final Random random = new Random(4711);
  private final boolean withinKeys;
  private final List<ConsumerRecord<String, byte[]>> known = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> held = new ArrayList<>();
  private int repeated;
  private int overtaken;

  Disorder(boolean withinKeys) {
    this.withinKeys = withinKeys;
  }

  /** The next records, as they are to be delivered. Some may be held back until the next call. */
  List<ConsumerRecord<String, byte[]>> arrange(List<ConsumerRecord<String, byte[]>> came) {
    List<ConsumerRecord<String, byte[]>> fresh = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> waiting = new ArrayList<>();
    // Some wait for long: what came seconds later overtakes them.
    held.forEach(record -> (random.nextInt(5) > 0 ? waiting : fresh).add(record));
    came.forEach(record -> (withinKeys && random.nextInt(3) == 0 ? waiting : fresh).add(record));
    held.clear();
    held.addAll(waiting);
    List<ConsumerRecord<String, byte[]>> order = withinKeys ? shuffled(fresh) : merged(fresh);
    for (int i = 1; i < order.size(); i++) {
      overtaken += comesAfter(order.get(i - 1), order.get(i)) ? 1 : 0;
    }
    return withRepetitions(order);
  }

  boolean holdsSome() {
    return !held.isEmpty();
  }

  /** Everything that ever came, once more. */
  List<ConsumerRecord<String, byte[]>> all() {
    repeated += known.size();
    return shuffled(known);
  }

  private static boolean comesAfter(
      ConsumerRecord<String, byte[]> one, ConsumerRecord<String, byte[]> other) {
    return one.timestamp() > other.timestamp()
        || (one.partition() == other.partition() && one.offset() > other.offset());
  }

  private List<ConsumerRecord<String, byte[]>> shuffled(
      List<ConsumerRecord<String, byte[]>> records) {
    List<ConsumerRecord<String, byte[]>> order = new ArrayList<>(records);
    Collections.shuffle(order, random);
    return order;
  }

  private List<ConsumerRecord<String, byte[]>> merged(
      List<ConsumerRecord<String, byte[]>> records) {
    Map<String, Deque<ConsumerRecord<String, byte[]>>> keys = new LinkedHashMap<>();
    records.forEach(
        record -> keys.computeIfAbsent(record.key(), key -> new ArrayDeque<>()).add(record));
    List<Deque<ConsumerRecord<String, byte[]>>> open = new ArrayList<>(keys.values());
    List<ConsumerRecord<String, byte[]>> order = new ArrayList<>();
    while (!open.isEmpty()) {
      var next = open.get(random.nextInt(open.size()));
      order.add(next.removeFirst());
      open.removeIf(Deque::isEmpty);
    }
    return order;
  }

  private List<ConsumerRecord<String, byte[]>> withRepetitions(
      List<ConsumerRecord<String, byte[]>> order) {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(order);
    for (var record : order) {
      if (random.nextBoolean()) {
        int first = all.indexOf(record);
        all.add(first + 1 + random.nextInt(all.size() - first), record);
        repeated++;
      }
    }
    for (int i = 0; i < OLD_ONES && !known.isEmpty(); i++) {
      all.add(random.nextInt(all.size() + 1), known.get(random.nextInt(known.size())));
      repeated++;
    }
    known.addAll(order);
    return all;
  }

  int repeated() {
    return repeated;
  }

  int overtaken() {
    return overtaken;
  }
}
