package dev.verdict.ci;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;

/** A file that does not change while it is sent. */
public record FileSource(Vertx vertx, Path file, long size) implements ArtifactSource {
  private static final int CHUNK = 64 * 1024;

  public static Future<ArtifactSource> of(Vertx vertx, Path file) {
    return vertx
        .fileSystem()
        .props(file.toString())
        .map(it -> new FileSource(vertx, file, it.size()));
  }

  @Override
  public Future<ReadStream<Buffer>> open() {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
        .map(opened -> opened.setReadBufferSize(CHUNK).setReadLength(size).pause());
  }
}
