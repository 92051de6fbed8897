package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Categories;
import java.time.Duration;

/**
 * How much is taken and how long it is kept.
 *
 * @param totalBytes of all artifacts as they stand on disk; beyond that the oldest go
 * @param compress whether texts are
 * @param retention of artifacts
 * @param bundleRetention since the last use
 * @param tombstoneRetention how long we can still say what a gone artifact was
 */
public record ArtifactRules(
    long artifactBytes,
    long totalBytes,
    boolean compress,
    long bundleBytes,
    Duration retention,
    Duration bundleRetention,
    Duration tombstoneRetention,
    Categories categories) {}
