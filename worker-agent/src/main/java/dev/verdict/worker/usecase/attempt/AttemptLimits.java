package dev.verdict.worker.usecase.attempt;

import java.time.Duration;

/**
 * What an attempt may use.
 *
 * @param grace between asking a process tree to end and making it
 * @param log bytes of output that are kept
 * @param artifacts how many files are kept
 * @param artifactBytes of one file
 */
public record AttemptLimits(Duration grace, long log, int artifacts, long artifactBytes) {}
