package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files by the hash of their content. */
public interface Blobs {
  /**
   * Brings the bytes to where they will be kept, as far as that takes long, so that {@link
   * #publish} inside of a transaction is done at once. What nobody enters afterwards is an orphan.
   */
  Future<Void> ahead(StagedFile file);

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

  /**
   * The file itself where it stands on this machine's disk as it is, so that the system can send
   * it; empty where it must be read through {@link #open}.
   */
  Future<Optional<Path>> plainFile(Digest digest, Encoding encoding);

  /** Removes the file, however it is encoded. One that is not there is removed already. */
  Future<Void> remove(Digest digest);

  /**
   * Digests of files that are not from just now, of one of {@link #SHELVES} shelves, in their
   * order.
   *
   * @param after those behind it; null for the first of the shelf
   */
  Future<List<Digest>> onShelf(int shelf, @Nullable Digest after, int most);

  /** Takes back what was begun long ago and never finished; at most so many. */
  Future<Integer> sweepUnfinished(int most);

  int SHELVES = 256;
}
