package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text in a file, which is what most artifacts are. */
record SmallSource(Vertx vertx, Path file, long size) implements ArtifactSource {
  static SmallSource of(Vertx vertx, String text) {
    try {
      Path file = Files.createTempFile("verdict-kit", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, text);
      return new SmallSource(vertx, file, Files.size(file));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public Future<ReadStream<Buffer>> open() {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(false).setCreate(false))
        .map(opened -> opened.pause());
  }
}
