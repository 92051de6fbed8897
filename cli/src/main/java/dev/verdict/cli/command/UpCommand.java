package dev.verdict.cli.command;

import dev.verdict.cli.ConfigFile;
import dev.verdict.cli.DataDirectory;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import dev.verdict.cli.oneprocess.SystemSettings;
import java.nio.file.Path;
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
    mixinStandardHelpOptions = true,
    footer = SettingFlags.HELP)
final class UpCommand implements Callable<Integer>, SettingFlags.Taker {
  private static final int MOST_WORKERS = 100;
  private static final int MOST_SLOTS = 1000;
  private static final int LAST_PORT = 65_535;
  private static final int AS_THE_SETTINGS_SAY = -1;

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
      description = "Of HTTP; 0 for any (default: the setting http.port, else 8080).")
  private @Nullable Integer port;

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
      description = "Default: VERDICT_CONFIG, else verdict.yaml here, if there is one.")
  private @Nullable Path config;

  private final SettingFlags settings = new SettingFlags();

  @Override
  public SettingFlags settings() {
    return settings;
  }

  @Override
  public Integer call() throws InterruptedException {
    OneProcessOptions options = options();
    logging.configure(SystemSettings.check(options).log());
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopWithin(asked, stopped), "verdict-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (OneProcess system = OneProcess.start(options)) {
      var out = spec.commandLine().getOut();
      out.println("verdict is ready on " + system.endpoint().url());
      out.println("  open     " + system.dashboard());
      out.println("  data     " + options.dataDirectory());
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
    return new OneProcessOptions(
        DataDirectory.of(dataDirectory),
        port == null ? AS_THE_SETTINGS_SAY : Bounds.check("--port", port, 0, LAST_PORT),
        Bounds.check("--kafka-port", kafkaPort, 0, LAST_PORT),
        Bounds.check("--postgres-port", postgresPort, 0, LAST_PORT),
        Bounds.check("--workers", workers, 0, MOST_WORKERS),
        Bounds.check("--slots", slots, 1, MOST_SLOTS),
        System::getenv,
        ConfigFile.of(config, System::getenv),
        settings.given());
  }
}
