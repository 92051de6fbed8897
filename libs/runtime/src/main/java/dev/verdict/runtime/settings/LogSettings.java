package dev.verdict.runtime.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is logged, and where to.
 *
 * @param level trace, debug, info, warn or error, for our own code
 * @param json whether each line is a JSON object
 * @param file beside standard error
 */
public record LogSettings(String level, boolean json, Optional<Path> file) {
  public static final LogSettings DEFAULT = new LogSettings("info", false, Optional.empty());

  public static LogSettings from(SettingsReader reader) {
    return new LogSettings(
        reader.oneOf("log.level", "info", "trace", "debug", "info", "warn", "error"),
        "json".equals(reader.oneOf("log.format", "plain", "plain", "json")),
        reader.path("log.file").optional());
  }
}
