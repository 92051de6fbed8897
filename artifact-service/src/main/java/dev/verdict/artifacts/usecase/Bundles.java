package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.OptionalLong;

/** Source bundles by digest. Each use is noted, and the unused go. */
public interface Bundles {
  /** How long it is, when it is there; that counts as a use. */
  Future<OptionalLong> use(Digest digest);

  Future<Void> publish(StagedFile file);

  Future<ByteSource> open(Digest digest, long size);

  /** Removes at most so many that were not used since; says how many went. */
  Future<Integer> expire(Instant unusedSince, int most);

  /** How many there are and how long they are together. */
  Future<Usage> usage();

  /** A number of files and their bytes. */
  record Usage(long files, long bytes) {}
}
