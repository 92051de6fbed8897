package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as somebody asks for it.
 *
 * @param type {@code test} unless said otherwise
 * @param runId the run that it joins; absent: it gets a run of its own
 * @param priority higher runs earlier
 * @param hardware short for {@code requirements.hardware}
 * @param timeout seconds
 * @param tests the tests in it, where they are known before it runs
 * @param files the test files in it, where the tests are not known
 * @param parameters fields that are not ours, kept as they came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TaskRequest(
    @Nullable String type,
    @Nullable UUID runId,
    @Nullable String name,
    @Nullable Integer priority,
    @Nullable String user,
    @Nullable Source source,
    @Nullable TaskConfig config,
    @Nullable Requirements requirements,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> hardware,
    @Nullable Integer timeout,
    @Nullable RetryPolicy retry,
    @Nullable List<PlannedTest> tests,
    @Nullable List<String> files,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> parameters) {
  public TaskRequest {
    parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
  }
}
