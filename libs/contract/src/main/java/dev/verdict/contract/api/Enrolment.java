package dev.verdict.contract.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker introduces itself: {@code POST /api/v1/workers} with an {@code enroll} key.
 *
 * @param name stays the same when the process is started again; the one before it is then known to
 *     be gone
 * @param slots how many tasks at once
 * @param types of tasks that it can run
 * @param version of the worker
 */
public record Enrolment(
    String name,
    int slots,
    Requirements capabilities,
    List<String> types,
    @Nullable String version) {}
