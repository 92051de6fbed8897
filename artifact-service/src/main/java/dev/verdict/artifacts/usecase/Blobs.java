package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import java.util.List;

/** Files by the hash of their content. */
public interface Blobs {
  /**
   * Makes a staged file visible at once and for good, in place of the same content if that is
   * there.
   */
  Future<Void> publish(StagedFile file);

  Future<Boolean> isThere(Digest digest, Encoding encoding);

  /**
   * Reads a part of the content. Fails with {@link java.nio.file.NoSuchFileException} when there is
   * no such file.
   */
  Future<ByteSource> open(Digest digest, Encoding encoding, Span part);

  /** Removes the file, however it is encoded. One that is not there is removed already. */
  Future<Void> remove(Digest digest);

  /** Digests of files that are not from just now, of one of {@link #SHELVES} shelves. */
  Future<List<Digest>> onShelf(int shelf, int most);

  int SHELVES = 256;
}
