package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as somebody asks for it.
 *
 * @param source of all tasks that name none
 * @param timeout seconds for the whole run, from its submission
 * @param metadata free, kept and shown: {@code test_type}, …
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRequest(
    @Nullable String name,
    @Nullable String project,
    @Nullable Source source,
    @Nullable CiContext ci,
    @Nullable String user,
    @Nullable Integer timeout,
    @Nullable RetryPolicy retry,
    @Nullable List<TaskRequest> tasks,
    @Nullable Map<String, Object> metadata) {}
