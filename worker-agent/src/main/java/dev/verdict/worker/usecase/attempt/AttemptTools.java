package dev.verdict.worker.usecase.attempt;

import dev.verdict.runners.Runners;
import dev.verdict.runtime.tracing.Tracing;
import java.nio.file.Path;
import java.util.Map;

/**
 * What attempts work with.
 *
 * @param attempts the directory below which each attempt gets its own
 * @param shared where a relative test file without a source lies
 * @param environment of this worker, of which little is passed on
 * @param marks variables that every process of this worker gets
 */
public record AttemptTools(
    Path attempts,
    Path shared,
    Map<String, String> environment,
    Map<String, String> marks,
    Runners runners,
    Sources sources,
    Launcher launcher,
    ArtifactStore artifacts,
    AttemptSecrets secrets,
    AttemptLimits limits,
    Tracing tracing) {}
