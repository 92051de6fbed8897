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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;

/** JSON files below one directory, each replaced as a whole. */
record LocalFiles(Vertx vertx, Path directory) {
  private static final String ADVICE = "check providers.local.directory";

  /** A place below the directory; each part is one name, whatever is in it. */
  Path at(String... parts) {
    Path path = directory;
    for (String part : parts) {
      path = path.resolve(name(part));
    }
    return path;
  }

  /** A dot alone would be another directory. */
  private static String name(String part) {
    String encoded = Encoding.segment(part);
    return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
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
