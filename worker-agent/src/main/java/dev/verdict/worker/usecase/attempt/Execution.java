package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import java.util.List;

/**
 * What is to be started, and who understands what comes out.
 *
 * @param expectsReport whether it must leave one
 * @param ownCommand whether the command came with the task: then its exit code is a result
 */
record Execution(
    TestRunner runner,
    RunnerTask task,
    Command command,
    List<String> reports,
    boolean expectsReport,
    boolean ownCommand) {}
