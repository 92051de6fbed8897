package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.Submission.NewTask;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** New tasks as one array a column, for {@code unnest}. */
final class TaskColumns {
  private TaskColumns() {}

  static Tuple of(UUID runId, List<NewTask> tasks, int firstOrdinal, Map<String, Integer> classes) {
    Integer[] ordinals = new Integer[tasks.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = firstOrdinal + i;
    }
    return Tuple.of(runId)
        .addArrayOfUUID(tasks.stream().map(NewTask::id).toArray(UUID[]::new))
        .addArrayOfInteger(ordinals)
        .addArrayOfString(texts(tasks, NewTask::type))
        .addArrayOfString(texts(tasks, NewTask::name))
        .addArrayOfInteger(numbers(tasks, NewTask::priority))
        .addArrayOfString(texts(tasks, NewTask::user))
        .addArrayOfInteger(
            numbers(
                tasks,
                task ->
                    Objects.requireNonNull(
                        classes.get(RequirementDigest.of(task.type(), task.requirements())))))
        .addArrayOfString(
            texts(tasks, task -> task.source() == null ? null : Json.text(task.source())))
        .addArrayOfString(texts(tasks, task -> Json.text(task.config())))
        .addArrayOfString(texts(tasks, task -> Json.text(task.parameters())))
        .addArrayOfString(texts(tasks, task -> Json.text(task.files())))
        .addArrayOfInteger(numbers(tasks, NewTask::timeoutSeconds))
        .addArrayOfInteger(numbers(tasks, task -> task.retry().failures()))
        .addArrayOfInteger(numbers(tasks, task -> task.retry().lost()));
  }

  private static String[] texts(
      List<NewTask> tasks, Function<NewTask, @org.jspecify.annotations.Nullable String> column) {
    return tasks.stream().map(column).map(TestColumns::withoutNul).toArray(String[]::new);
  }

  private static Integer[] numbers(List<NewTask> tasks, Function<NewTask, Integer> column) {
    return tasks.stream().map(column).toArray(Integer[]::new);
  }
}
