package dev.verdict.cli.command;

import dev.verdict.cli.DataDirectory;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict up}. */
@Command(
    name = "up",
    description =
        "The whole system in one process until Ctrl-C: PostgreSQL, Kafka, all services, workers.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Logging logging = new Logging();

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "How many workers (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--slots",
      defaultValue = "1",
      description = "How many tasks each runs at once (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Kept between starts. Default: VERDICT_DATA_DIR, else ~/.verdict.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Of HTTP; 0 for any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka-port",
      defaultValue = "0",
      description = "0 for the last one, or any (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--postgres-port",
      defaultValue = "0",
      description = "0 for the last one, or any (default: ${DEFAULT-VALUE}).")
  private int postgresPort;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: verdict.yaml here, if there is one.")
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    logging.configure();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopWithin(asked, stopped), "verdict-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (OneProcess system = OneProcess.start(options())) {
      var out = spec.commandLine().getOut();
      out.println("verdict is ready on " + system.endpoint().url());
      out.println("  data     " + DataDirectory.of(dataDirectory));
      out.println("  key      " + system.endpoint().apiKeyFile());
      out.println("  kafka    " + system.endpoint().kafka());
      out.println(
          "  workers  " + workers + ", each with " + slots + (slots == 1 ? " slot" : " slots"));
      out.println("Ctrl-C stops it.");
      asked.await();
    } finally {
      stopped.countDown();
    }
    return ExitCodes.ALL_PASSED;
  }

  /** The JVM waits for its hooks, and the hook waits for the system. */
  private static void stopWithin(CountDownLatch asked, CountDownLatch stopped) {
    asked.countDown();
    try {
      stopped.await(60, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OneProcessOptions options() {
    Path here = Path.of("verdict.yaml");
    Optional<Path> file =
        config != null ? Optional.of(config) : Optional.of(here).filter(Files::isRegularFile);
    return new OneProcessOptions(
        DataDirectory.of(dataDirectory),
        port,
        kafkaPort,
        postgresPort,
        workers,
        slots,
        System::getenv,
        file,
        Map.of());
  }
}
