package dev.verdict.reporter.domain;

import java.util.List;

/**
 * What is known of a run before a batch of events: the run, which events it has had, and those of
 * its tasks and attempts that the batch speaks of.
 */
public record StoredRun(
    TestRun run, SequenceSet received, List<TestTask> tasks, List<TestAttempt> attempts) {}
