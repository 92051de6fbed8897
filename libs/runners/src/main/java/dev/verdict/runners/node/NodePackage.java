package dev.verdict.runners.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory with a {@code package.json}. Tools are started there, and their own paths begin
 * there.
 */
record NodePackage(Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "package.json";

  /** The nearest above a file, but not above the root; the root if there is none. */
  static NodePackage of(Path root, String file) {
    String at = SourceTree.directoryOf(file);
    while (!at.isEmpty() && !Files.exists(root.resolve(at).resolve(NAME))) {
      at = SourceTree.directoryOf(at);
    }
    return new NodePackage(root.resolve(at));
  }

  /** How sure a tool is of a tree: its configuration, its dependency, or either further down. */
  static int sureness(Path root, String tool) throws IOException {
    int own = new NodePackage(root).sureness(tool);
    if (own > 0) {
      return own;
    }
    boolean below =
        SourceTree.glance(
            root,
            file ->
                SourceTree.nameOf(file).equals(NAME)
                    && NodePackage.of(root, file).sureness(tool) > 0);
    return below ? 60 : 0;
  }

  private int sureness(String tool) {
    JsonNode description = description();
    boolean configured =
        description.has(tool)
            || Stream.of("js", "ts", "mjs", "mts", "cjs", "cts", "json")
                .anyMatch(end -> Files.exists(directory.resolve(tool + ".config." + end)));
    boolean needed =
        Stream.of("devDependencies", "dependencies", "peerDependencies")
            .anyMatch(kind -> description.path(kind).has(tool));
    return configured ? 100 : needed ? 90 : 0;
  }

  private JsonNode description() {
    try {
      return JSON.readTree(SourceText.of(directory.resolve(NAME)));
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }

  /** The package's own program, as Node would find it, or else the one on the path. */
  String program(String tool) {
    for (Path at = directory; at != null; at = at.getParent()) {
      Path program = at.resolve("node_modules").resolve(".bin").resolve(tool);
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    return tool;
  }

  static List<String> patterns(List<String> before, List<String> languages) {
    return before.stream()
        .flatMap(each -> languages.stream().map(language -> each + "." + language))
        .toList();
  }
}
