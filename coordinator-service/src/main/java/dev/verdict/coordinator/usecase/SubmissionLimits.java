package dev.verdict.coordinator.usecase;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.api.TaskView;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What cannot leave again must not come in: an order or an event is one record of Kafka, and a
 * field that somebody made up stands beside ours in every answer.
 */
final class SubmissionLimits {
  /** Of each field, as JSON. Four of them and the rest fit into a record of one megabyte. */
  private static final int MOST_BYTES = 200_000;

  /** Ours in an answer, and nobody's in a request. */
  private static final Set<String> RESERVED = reserved();

  private SubmissionLimits() {}

  static void check(RunRequest request) {
    checkSize("metadata", request.metadata());
    checkSize("ci", request.ci());
    checkSize("source", request.source());
  }

  static void check(String at, TaskRequest request, List<String> files) {
    for (Map.Entry<String, Object> field : request.parameters().entrySet()) {
      if (RESERVED.contains(field.getKey())) {
        throw new BadField(
            at + field.getKey(),
            String.valueOf(field.getValue()),
            "a field of your own with another name: this one is the coordinator's to set");
      }
    }
    checkSize(at + "the fields that are not ours", request.parameters());
    checkSize(at + "config", request.config());
    checkSize(at + "source", request.source());
    checkSize(at + "files", files);
  }

  private static void checkSize(String field, @Nullable Object value) {
    int bytes = value == null ? 0 : Json.bytes(value).length;
    if (bytes > MOST_BYTES) {
      throw new BadField(
          field,
          bytes + " bytes",
          "at most " + MOST_BYTES + "; what is large belongs into the source or an artifact");
    }
  }

  private static Set<String> reserved() {
    Set<String> names = components(TaskView.class).collect(Collectors.toCollection(HashSet::new));
    components(TaskRequest.class).forEach(names::remove);
    return Set.copyOf(names);
  }

  private static Stream<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(SubmissionLimits::snake);
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
  }
}
