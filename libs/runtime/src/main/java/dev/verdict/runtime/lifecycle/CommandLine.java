package dev.verdict.runtime.lifecycle;

import dev.verdict.runtime.settings.SettingMistake;
import dev.verdict.runtime.settings.SettingsProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a service process: {@code --config FILE}, any setting as {@code --http.port
 * 8081} or {@code --http.port=8081}, and {@code --migrate-only}.
 *
 * @param migrateOnly brings the schema up to date, and that is all
 */
record CommandLine(Optional<Path> file, Map<String, String> flags, boolean migrateOnly) {
  private static final String FILE = "config";
  private static final String MIGRATE_ONLY = "--migrate-only";
  private static final String USUAL_FILE = "verdict.yaml";

  static CommandLine parse(String[] args, Surroundings surroundings) {
    Map<String, String> flags = new LinkedHashMap<>();
    boolean migrateOnly = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(MIGRATE_ONLY)) {
        migrateOnly = true;
        continue;
      }
      if (!args[i].startsWith("--") || args[i].length() == 2) {
        throw wrong(args[i], "--key value or --key=value");
      }
      int equals = args[i].indexOf('=');
      if (equals > 0) {
        flags.put(args[i].substring(2, equals), args[i].substring(equals + 1));
      } else if (i + 1 < args.length) {
        flags.put(args[i].substring(2), args[++i]);
      } else {
        throw wrong(args[i], "a value behind it");
      }
    }
    String named = flags.remove(FILE);
    return new CommandLine(file(named, surroundings), flags, migrateOnly);
  }

  // A file that was named has to be there; the usual one may be missing.
  private static Optional<Path> file(
      @org.jspecify.annotations.Nullable String named, Surroundings surroundings) {
    String wanted = named == null ? surroundings.env().get("VERDICT_CONFIG") : named;
    if (wanted != null && !wanted.isBlank()) {
      return Optional.of(surroundings.directory().resolve(wanted));
    }
    return Optional.of(surroundings.directory().resolve(USUAL_FILE)).filter(Files::exists);
  }

  private static SettingsProblem wrong(String argument, String expected) {
    return new SettingsProblem(List.of(new SettingMistake("argument", argument, expected, null)));
  }
}
