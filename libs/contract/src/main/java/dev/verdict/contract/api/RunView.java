package dev.verdict.contract.api;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands.
 *
 * @param status of the whole; final as soon as {@code verdict} is there
 * @param reason why the verdict is what it is, in a sentence
 * @param tasks how many tasks have which status
 * @param waiting why pending tasks wait that no worker can ever run: task id to sentence
 * @param sequence of the last event of the run
 */
public record RunView(
    UUID id,
    String name,
    @Nullable String project,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable String user,
    @Nullable CiContext ci,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double duration,
    Counts counts,
    Map<TaskStatus, Integer> tasks,
    Completeness completeness,
    Map<String, String> waiting,
    Map<String, Object> metadata,
    long sequence,
    Map<String, String> links) {}
