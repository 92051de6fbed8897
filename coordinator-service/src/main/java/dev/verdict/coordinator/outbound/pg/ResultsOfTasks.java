package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.coordinator.domain.TaskState;
import dev.verdict.coordinator.usecase.RunTransaction;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Results that are recorded together, each test of a task once. Who tells two verdicts of one test
 * is believed the worse one.
 */
final class ResultsOfTasks {
  private final Map<Key, OfTask> results = new LinkedHashMap<>();
  private final Map<UUID, Integer> told = new HashMap<>();

  private record Key(UUID task, String test) {}

  record OfTask(TaskState task, TestOutcome test) {
    private OfTask worse(OfTask other) {
      Verdict worse = test.verdict().worse(other.test.verdict());
      return worse == test.verdict() ? this : other;
    }

    RunTransaction.Recorded recorded(boolean planned) {
      return new RunTransaction.Recorded(task, test, planned);
    }
  }

  ResultsOfTasks(Iterable<RunTransaction.Part> parts) {
    for (RunTransaction.Part part : parts) {
      TaskState task = part.task();
      for (TestOutcome test : part.tests()) {
        results.merge(new Key(task.id(), id(test)), new OfTask(task, test), OfTask::worse);
      }
      told.merge(task.id(), part.number() + 1, Math::max);
    }
  }

  Collection<OfTask> all() {
    return results.values();
  }

  /** By the values of a row that was written for it. */
  OfTask of(UUID task, String test) {
    return Objects.requireNonNull(results.get(new Key(task, test)));
  }

  /** How many parts each task has told now. */
  Tuple told() {
    return Tuple.tuple()
        .addArrayOfUUID(told.keySet().toArray(UUID[]::new))
        .addArrayOfInteger(told.values().toArray(Integer[]::new));
  }

  private static String id(TestOutcome test) {
    return Objects.requireNonNull(TestColumns.withoutNul(test.id()));
  }
}
