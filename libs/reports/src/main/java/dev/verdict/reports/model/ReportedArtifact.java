package dev.verdict.reports.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was kept.
 *
 * @param type such as {@code log}, {@code report}, {@code result}, {@code metrics}
 * @param url where a person finds it: an absolute http address, or a path relative to the report;
 *     absent when there is none
 * @param taskId whose file it is; a {@code log} is linked from the failures of its task and attempt
 * @param attempt 0 when it belongs to no attempt
 * @param problem why it is not whole, where that is so
 */
public record ReportedArtifact(
    String name,
    String path,
    long sizeBytes,
    String type,
    @Nullable String url,
    @Nullable UUID taskId,
    int attempt,
    @Nullable String problem) {}
