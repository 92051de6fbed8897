package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker must have for a task, or has to offer.
 *
 * @param cpu cores
 * @param memory megabytes
 * @param gpuMemory megabytes
 * @param hardware such as {@code cuda}; a task needs all that it names
 * @param labels such as {@code os=linux}; a task needs all that it names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Requirements(
    double cpu,
    long memory,
    long gpuMemory,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> hardware,
    Map<String, String> labels) {

  public static final Requirements NONE = new Requirements(0, 0, 0, List.of(), Map.of());

  public Requirements {
    hardware = copy(hardware);
    labels = copy(labels);
  }

  private static List<String> copy(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static Map<String, String> copy(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }
}
