package dev.verdict.cli.command;

import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The whole system, started while the tests are looked for: the two need nothing of each other. */
final class EmbeddedStart implements AutoCloseable {
  private final CompletableFuture<OneProcess> starting;

  private EmbeddedStart(CompletableFuture<OneProcess> starting) {
    this.starting = starting;
  }

  static EmbeddedStart begin(Path dataDirectory, RunOptions options) {
    Path here = Path.of("verdict.yaml");
    OneProcessOptions system =
        new OneProcessOptions(
            dataDirectory,
            0,
            0,
            0,
            options.workers(),
            1,
            System::getenv,
            Optional.of(here).filter(Files::isRegularFile),
            Map.of());
    return new EmbeddedStart(
        CompletableFuture.supplyAsync(
            () -> OneProcess.start(system),
            command -> Thread.ofPlatform().name("start-verdict").start(command)));
  }

  OneProcess await() {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
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
