package dev.verdict.ci.generic;

import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.Encoding;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where each operation goes. */
record GenericPaths(
    String ping,
    String runs,
    String status,
    String comment,
    String artifacts,
    Optional<String> commitSha) {
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

  static GenericPaths of(ProviderSettings settings) {
    return new GenericPaths(
        settings.required("ping_path"),
        settings.required("runs_path"),
        checked(settings, "status_path", "sha", "context"),
        checked(settings, "comment_path", "pr", "key"),
        checked(settings, "artifacts_path", "run_id"),
        settings.text("commit_sha"));
  }

  private static String checked(ProviderSettings settings, String name, String... holes) {
    String path = settings.required(name);
    Map<String, String> any = new java.util.HashMap<>();
    for (String hole : holes) {
      any.put(hole, "x");
    }
    Matcher matcher = HOLE.matcher(path);
    while (matcher.find()) {
      if (!any.containsKey(matcher.group(1))) {
        throw new IllegalArgumentException(
            name + ": " + path + " (expected: no {…} but " + String.join(", ", holes) + ")");
      }
    }
    return path;
  }

  static String filled(String template, Map<String, String> values) {
    return HOLE.matcher(template)
        .replaceAll(
            hole ->
                Matcher.quoteReplacement(Encoding.segment(values.getOrDefault(hole.group(1), ""))));
  }

  String run(String id) {
    return runs + "/" + Encoding.segment(id);
  }

  String artifact(String run, String name) {
    return filled(artifacts, Map.of("run_id", run)) + "/" + Encoding.segment(name);
  }
}
