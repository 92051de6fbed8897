package dev.verdict.artifacts.usecase;

import java.time.Duration;

/**
 * How much is taken and how long it is kept.
 *
 * @param retention of artifacts
 * @param bundleRetention since the last use
 * @param tombstoneRetention how long we can still say what a gone artifact was
 */
public record ArtifactRules(
    long artifactBytes,
    long bundleBytes,
    Duration retention,
    Duration bundleRetention,
    Duration tombstoneRetention) {}
