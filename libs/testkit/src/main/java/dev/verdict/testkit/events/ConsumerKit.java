package dev.verdict.testkit.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells what a consumer of {@code verdict.events} does not bear.
 *
 * <p>It gives recorded runs to a fresh consumer as they are; then, to a fresh one each time, the
 * same with something of what Kafka and later releases will do to them. The consumer must take it,
 * and end in the same state.
 */
public final class ConsumerKit {
  private final Supplier<? extends EventConsumer> fresh;

  /**
   * @param fresh a new consumer with an empty state, each time
   */
  public ConsumerKit(Supplier<? extends EventConsumer> fresh) {
    this.fresh = fresh;
  }

  /** What broke, each as a sentence for a person; empty when nothing did. */
  public List<String> findings() {
    Outcome before = play(List.of());
    Outcome expected = play(RecordedRuns.oneAfterTheOther());
    if (expected.failure() != null) {
      return List.of("Plain: " + expected.failure());
    }
    if (expected.state().equals(before.state())) {
      return List.of(
          "Plain: three runs were sent and the state did not change (expected: a state in which"
              + " something of them can be seen)");
    }
    List<String> findings = new ArrayList<>();
    for (Disturbance disturbance : Disturbance.values()) {
      Outcome is = play(disturbance.apply(RecordedRuns.byKey()));
      if (is.failure() != null) {
        findings.add(disturbance.sentence() + ": " + is.failure());
      } else if (!is.state().equals(expected.state())) {
        findings.add(
            disturbance.sentence()
                + ", and the state is another: "
                + difference(expected.state(), is.state()));
      }
    }
    return findings;
  }

  private record Outcome(String state, @org.jspecify.annotations.Nullable String failure) {}

  private Outcome play(List<EventRecord> records) {
    EventConsumer consumer = fresh.get();
    for (EventRecord record : records) {
      try {
        consumer.accept(record);
      } catch (Exception e) {
        return new Outcome(
            "",
            "the consumer threw at "
                + record
                + " and would hold up its partition there: "
                + e.toString());
      }
    }
    try {
      return new Outcome(consumer.state(), null);
    } catch (Exception e) {
      return new Outcome("", "the state could not be read: " + e);
    }
  }

  private static String difference(String expected, String is) {
    List<String> wanted = expected.lines().toList();
    List<String> found = is.lines().toList();
    int line = 0;
    while (line < Math.min(wanted.size(), found.size())
        && wanted.get(line).equals(found.get(line))) {
      line++;
    }
    return "line "
        + (line + 1)
        + " is '"
        + (line < found.size() ? found.get(line) : "not there")
        + "' (expected: '"
        + (line < wanted.size() ? wanted.get(line) : "nothing")
        + "')";
  }
}
