package dev.verdict.reporter.domain;

import java.util.List;
import java.util.UUID;

/**
 * What a batch of events changed in one run: rows to write over the old ones, and rows to add.
 *
 * @param run empty when the run itself did not change
 * @param complete whether the run is final and everything up to its final event is in
 * @param finish the sequence of the event that says where the run stands
 */
public record RunChanges(
    UUID runId,
    List<TestRun> run,
    SequenceSet received,
    boolean complete,
    long finish,
    List<TestTask> tasks,
    List<TestAttempt> attempts,
    List<TestResult> results,
    List<PublishedArtifact> artifacts,
    List<RunLinks> links,
    List<Metric> metrics) {}
