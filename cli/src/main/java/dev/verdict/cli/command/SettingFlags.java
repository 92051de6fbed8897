package dev.verdict.cli.command;

import dev.verdict.cli.oneprocess.SystemSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every setting is an option of a command that starts the whole system, as in {@code
 * --coordinator.lease 20s}.
 */
final class SettingFlags {
  static final String HELP =
      "Every setting of docs/configuration.md is an option too: --coordinator.lease 20s.";

  /** A command that has them. */
  interface Taker {
    SettingFlags settings();
  }

  private final Map<String, String> given = new LinkedHashMap<>();

  void addTo(CommandSpec command) {
    for (String key : SystemSettings.keys()) {
      command.addOption(
          OptionSpec.builder("--" + key)
              .paramLabel("VALUE")
              .arity("1")
              .type(String.class)
              .setter(new Into(key))
              .build());
    }
  }

  Map<String, String> given() {
    return given;
  }

  /** What picocli does with a value that it has read. */
  private final class Into implements ISetter {
    private final String key;

    Into(String key) {
      this.key = key;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // Picocli sets null for what was not given.
    public <T> T set(@Nullable T value) {
      return value == null ? (T) given.remove(key) : (T) given.put(key, value.toString());
    }
  }
}
