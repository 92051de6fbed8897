package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;

/**
 * What is to be started, and who understands what comes out.
 *
 * @param expectsReport whether it must leave one
 * @param ownCommand whether the command came with the task: then its exit code is a result
 */
record PlannedExecution(
    TestRunner runner, RunnerTask task, boolean expectsReport, boolean ownCommand) {}
