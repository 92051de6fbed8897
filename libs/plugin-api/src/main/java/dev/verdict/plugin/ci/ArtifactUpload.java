package dev.verdict.plugin.ci;

/**
 * A file for the CI system.
 *
 * @param testRunId of {@link TestRun}, or the id of a run of the CI system
 * @param name as people shall see it; any characters
 */
public record ArtifactUpload(
    String testRunId, String name, String contentType, ArtifactSource source) {}
