package dev.verdict.cli.command;

import dev.verdict.runtime.settings.LogSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How much the program says of itself, and where. */
final class Logging {
  private static final List<String> EMBEDDED =
      List.of("org.apache.kafka", "kafka", "state.change.logger");

  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "${COMPLETION-CANDIDATES} (default: WARN).")
  private @Nullable Level level;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "Where the log goes; default: standard error.")
  private @Nullable Path file;

  @Option(
      names = "--detailed-logging",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "Short for --log-level debug.")
  private boolean detailed;

  /**
   * @param settings what they say of it, if they do; an option is stronger
   */
  void configure(Optional<LogSettings> settings) {
    String said = settings.map(LogSettings::level).orElse("warn");
    String wanted =
        level != null ? level.name().toLowerCase(Locale.ROOT) : detailed ? "debug" : said;
    dev.verdict.runtime.logging.Logging.configure(
        new LogSettings(
            wanted,
            settings.map(LogSettings::json).orElse(false),
            Optional.ofNullable(file).or(() -> settings.flatMap(LogSettings::file))));
    if (wanted.equals("warn") || wanted.equals("error")) {
      // An embedded broker warns of what is its everyday life: that its log is empty, that it
      // stops.
      EMBEDDED.forEach(
          name ->
              ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name))
                  .setLevel(ch.qos.logback.classic.Level.ERROR));
    }
  }
}
