package dev.verdict.runners.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of a command: the little that programs need, and what the task gives. All else of
 * our own environment stays here, above all our secrets.
 */
public final class CleanEnvironment {
  static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "JAVA_HOME");

  private CleanEnvironment() {}

  /**
   * @param own our environment
   * @param temporary where the command may write what is gone afterwards
   * @param given by the task; wins over everything
   */
  public static Map<String, String> of(
      Map<String, String> own, Path temporary, Map<String, String> given) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", DEFAULT_PATH);
    environment.put("LANG", "C.UTF-8");
    for (String name : PASSED_ON) {
      String value = own.get(name);
      if (value != null && !value.isEmpty()) {
        environment.put(name, value);
      }
    }
    environment.put("TMPDIR", temporary.toString());
    environment.putAll(given);
    return environment;
  }
}
