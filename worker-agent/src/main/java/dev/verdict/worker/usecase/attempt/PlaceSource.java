package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the tests of a task come from, and brings them into the attempt's directory.
 *
 * <p>A task without a source that names a test file means a file that the worker sees: an absolute
 * one comes with the project that it stands in, a relative one with the whole shared directory.
 */
final class PlaceSource {
  /** What stands in the top directory of a project. */
  private static final List<String> PROJECT_MARKS =
      List.of(
          "pytest.ini",
          "pyproject.toml",
          "setup.cfg",
          "setup.py",
          "tox.ini",
          "package.json",
          "go.mod",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          ".git");

  private final Sources sources;
  private final Path sharedDirectory;

  PlaceSource(Sources sources, Path sharedDirectory) {
    this.sources = sources;
    this.sharedDirectory = sharedDirectory.toAbsolutePath().normalize();
  }

  PlacedSource place(Assignment assignment, Path into) throws NotStarted, InterruptedException {
    Source source = assignment.source();
    TaskConfig config = assignment.config();
    String file = config.testFile();
    try {
      if (source != null) {
        sources.fetch(source, into);
        return new PlacedSource(into, file == null ? null : insideOf(into, file, source));
      }
      return file == null || isCommand(config)
          ? new PlacedSource(into, null)
          : shared(Path.of(file), into);
    } catch (IOException | InvalidPathException e) {
      throw new NotStarted(LostReason.SOURCE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private PlacedSource shared(Path file, Path into) throws IOException, InterruptedException {
    Path absolute = sharedDirectory.resolve(file).normalize();
    if (!Files.exists(absolute)) {
      throw new IOException("test_file: " + absolute + " (expected: a file that this worker sees)");
    }
    Path root = file.isAbsolute() ? projectOf(absolute) : sharedDirectory;
    if (!absolute.startsWith(root)) {
      throw new IOException("test_file: '" + file + "' (expected: a path inside of " + root + ")");
    }
    sources.fetch(new Source.SharedPath(root.toString()), into);
    return new PlacedSource(into, slashed(root.relativize(absolute)));
  }

  private static @Nullable String insideOf(Path root, String file, Source source)
      throws IOException {
    Path path = Path.of(file);
    if (path.isAbsolute() && source instanceof Source.SharedPath shared) {
      Path from = Path.of(shared.path()).normalize();
      path = path.startsWith(from) ? from.relativize(path.normalize()) : path;
    }
    Path inside = root.resolve(path).normalize();
    if (!inside.startsWith(root) || !Files.exists(inside)) {
      throw new IOException("test_file: '" + file + "' (expected: a file in the source)");
    }
    return slashed(root.relativize(inside));
  }

  private static Path projectOf(Path file) {
    Path directory = file.getParent();
    for (Path up = directory; up != null; up = up.getParent()) {
      Path candidate = up;
      if (PROJECT_MARKS.stream().anyMatch(mark -> Files.exists(candidate.resolve(mark)))) {
        return up;
      }
    }
    return directory == null ? file : directory;
  }

  private static boolean isCommand(TaskConfig config) {
    return config.command() != null && !config.command().isEmpty();
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
