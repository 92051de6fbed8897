package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task is run.
 *
 * @param testFile a test file relative to the source, or an absolute path that the workers see
 * @param command a command and its arguments, instead of a runner; no shell is between
 * @param runner the runner's name; absent: the worker chooses by what it finds
 * @param arguments more arguments for the runner
 * @param environment added to the environment of the process
 * @param directory where to start, below the source
 * @param reports globs of the JUnit XML files that a {@code command} leaves; absent: its exit code
 *     is the result
 * @param artifacts globs of files to keep
 * @param other fields that are not ours, kept as they came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TaskConfig(
    @Nullable String testFile,
    @Nullable List<String> command,
    @Nullable String runner,
    @Nullable List<String> arguments,
    @Nullable Map<String, String> environment,
    @Nullable String directory,
    @Nullable List<String> reports,
    @Nullable List<String> artifacts,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> other) {

  public static final TaskConfig EMPTY =
      new TaskConfig(null, null, null, null, null, null, null, null, Map.of());

  public TaskConfig {
    other = other == null ? Map.of() : new LinkedHashMap<>(other);
  }
}
