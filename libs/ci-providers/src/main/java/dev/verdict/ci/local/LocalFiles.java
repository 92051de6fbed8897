package dev.verdict.ci.local;

import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** JSON files below one directory, each replaced as a whole. */
record LocalFiles(Vertx vertx, Path directory) {
  private static final String GOES_ON = "+";

  /** File systems take 255 bytes, and a temporary name is longer than the one it is for. */
  private static final int LONGEST = 200;

  private static final String ADVICE = "check providers.local.directory";

  /** A place below the directory; each part is one name, whatever is in it. */
  Path at(String... parts) {
    Path path = directory;
    for (String part : parts) {
      path = path.resolve(name(part));
    }
    return path;
  }

  /**
   * What is longer than the name of a file may be goes on in directories that end with a plus,
   * which is in no encoded name.
   */
  private static String name(String part) {
    StringBuilder path = new StringBuilder();
    String rest = Encoding.segment(part);
    while (rest.length() > LONGEST) {
      // Not through an encoded letter.
      int cut =
          rest.lastIndexOf('%', LONGEST) > LONGEST - 3 ? rest.lastIndexOf('%', LONGEST) : LONGEST;
      path.append(visible(rest.substring(0, cut))).append(GOES_ON).append('/');
      rest = rest.substring(cut);
    }
    return path.append(visible(rest)).toString();
  }

  /** A dot alone would be another directory. */
  private static String visible(String name) {
    return name.startsWith(".") ? "%2E" + name.substring(1) : name;
  }

  /** The part that a file below a directory was written for; a stranger's is called as it is. */
  static String part(Path directory, Path file) {
    String name = directory.relativize(file).toString().replace(GOES_ON + "/", "");
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      return name;
    }
  }

  /** The files of parts below a directory: none of what is not whole yet, or not a file. */
  List<Path> parts(Path directory) throws IOException {
    if (Files.exists(this.directory) && !Files.isDirectory(this.directory)) {
      throw new NotDirectoryException(this.directory.toString());
    }
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      for (Path each : all.sorted().toList()) {
        String name = each.getFileName().toString();
        if (name.endsWith(GOES_ON) && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          found.addAll(parts(each));
        } else if (!name.startsWith(".") && Files.isRegularFile(each)) {
          found.add(each);
        }
      }
    }
    return found;
  }

  Future<Void> write(Operation operation, Path file, JsonObject content) {
    return run(
        operation,
        () -> {
          Files.createDirectories(file.getParent());
          Path part = Files.createTempFile(file.getParent(), ".part", ".json");
          Files.writeString(part, content.encodePrettily());
          Files.move(
              part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          return null;
        });
  }

  Future<JsonObject> read(Operation operation, Path file) {
    return run(operation, () -> new JsonObject(Files.readString(file)));
  }

  /** Off the event loop; what goes wrong with files is told as a provider's error. */
  <T> Future<T> run(Operation operation, Callable<T> work) {
    return vertx
        .executeBlocking(work, false)
        .recover(failure -> Future.failedFuture(error(operation, failure)));
  }

  static Throwable error(Operation operation, Throwable failure) {
    if (failure instanceof CiProviderError) {
      return failure;
    }
    String what = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return new ResourceNotFoundError(
          Failure.of(LocalFactory.NAME, operation, "no file " + what, "check the id; " + ADVICE));
    }
    if (failure instanceof DecodeException) {
      return new ConnectionError(
          Failure.of(LocalFactory.NAME, operation, "a file is no JSON", ADVICE).because(failure));
    }
    Failure told = Failure.of(LocalFactory.NAME, operation, what, ADVICE).because(failure);
    return failure instanceof IOException
        ? new ConfigurationError(told)
        : new ConnectionError(told);
  }
}
