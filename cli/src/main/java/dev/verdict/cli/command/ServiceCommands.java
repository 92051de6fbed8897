package dev.verdict.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Each service as a process of its own: the same as its {@code Main}, which reads its settings,
 * explains what is wrong with them, and ends the process. Every setting can be a flag, as in {@code
 * --postgres.host db}.
 */
final class ServiceCommands {
  private static final String KEYS =
      "KEY is any setting of docs/configuration.md, as in --postgres.host db.";

  private ServiceCommands() {}

  abstract static class ServiceCommand implements Runnable {
    // Picocli adds to it.
    @Unmatched private final List<String> settings = new ArrayList<>();

    String[] settings() {
      return settings.toArray(String[]::new);
    }
  }

  /** Who runs what, when. */
  @Command(
      name = "coordinator",
      mixinStandardHelpOptions = true,
      customSynopsis = "verdict coordinator [--config FILE] [--KEY VALUE]...",
      footer = KEYS,
      description = "The coordinator alone, configured by environment and verdict.yaml.")
  static final class Coordinator extends ServiceCommand {
    @Override
    public void run() {
      dev.verdict.coordinator.Main.main(settings());
    }
  }

  /** Runs tasks. */
  @Command(
      name = "worker",
      mixinStandardHelpOptions = true,
      customSynopsis = "verdict worker [--config FILE] [--KEY VALUE]...",
      footer = KEYS,
      description = "A worker alone, configured by environment and verdict.yaml.")
  static final class Worker extends ServiceCommand {
    @Override
    public void run() {
      dev.verdict.worker.Main.main(settings());
    }
  }

  /** What it meant. */
  @Command(
      name = "reporter",
      mixinStandardHelpOptions = true,
      customSynopsis = "verdict reporter [--config FILE] [--KEY VALUE]...",
      footer = KEYS,
      description = "The reporter alone, configured by environment and verdict.yaml.")
  static final class Reporter extends ServiceCommand {
    @Override
    public void run() {
      dev.verdict.reporter.Main.main(settings());
    }
  }

  /** Where the evidence is. */
  @Command(
      name = "artifacts",
      mixinStandardHelpOptions = true,
      customSynopsis = "verdict artifacts [--config FILE] [--KEY VALUE]...",
      footer = KEYS,
      description = "The artifact service alone, configured by environment and verdict.yaml.")
  static final class Artifacts extends ServiceCommand {
    @Override
    public void run() {
      dev.verdict.artifacts.Main.main(settings());
    }
  }
}
