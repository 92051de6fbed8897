package dev.verdict.cli.command;

import dev.verdict.cli.ConfigFile;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The whole system, started while the tests are looked for: the two need nothing of each other. */
final class EmbeddedStart implements AutoCloseable {
  private final CompletableFuture<OneProcess> starting;

  private EmbeddedStart(CompletableFuture<OneProcess> starting) {
    this.starting = starting;
  }

  /** A system for one run, which nobody else can join: it ends with the run. */
  static OneProcessOptions options(Path dataDirectory, int workers, Map<String, String> settings) {
    return new OneProcessOptions(
        dataDirectory,
        0,
        0,
        0,
        workers,
        1,
        System::getenv,
        ConfigFile.of(null, System::getenv),
        settings,
        false);
  }

  static EmbeddedStart begin(OneProcessOptions system) {
    return new EmbeddedStart(
        CompletableFuture.supplyAsync(
            () -> OneProcess.start(system),
            command -> Thread.ofPlatform().name("start-verdict").start(command)));
  }

  OneProcess await() throws InterruptedException {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  /** Also when the start failed, or nobody has waited for it. */
  @Override
  public void close() {
    starting
        .handle(
            (system, failure) -> {
              if (system != null) {
                system.close();
              }
              return null;
            })
        .join();
  }
}
