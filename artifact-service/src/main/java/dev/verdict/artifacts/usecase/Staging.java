package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.OptionalLong;
import java.util.function.Function;

/** The room where files wait until they are whole. Nothing is served from here. */
public interface Staging {
  /**
   * Writes a body as it comes, hashes it and makes it safe on disk. Fails with a {@link
   * dev.verdict.artifacts.domain.Refusal}, or when the body breaks off; then nothing of it is left.
   *
   * @param announced how long the body says it is
   */
  Future<StagedFile> receive(
      ReadStream<Buffer> body, OptionalLong announced, long limit, Form form);

  /** How the bytes are to stand on disk. */
  enum Form {
    /** As they came. */
    PLAIN,
    /** Compressed when they are text that is worth it. */
    COMPACT
  }

  /** Reads something out of a small file, where one may wait and think. */
  <T> Future<T> read(StagedFile file, Function<byte[], T> reading);

  /** A file that was staged plain, to be given to others. */
  Future<ArtifactSource> source(StagedFile file);

  /** Removes a file that was not published; one that was is not touched. */
  Future<Void> discard(StagedFile file);

  /** Removes what a crash left here; at most so many. Says how many went. */
  Future<Integer> sweep(int most);

  /** Bytes that may still be written. */
  Future<Long> room();
}
