package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of artifacts, and which of them share their bytes. */
public interface ArtifactCatalog {
  /**
   * Enters an artifact and makes its bytes visible, both or neither. When its place is taken, the
   * artifact that is there is given back instead.
   *
   * @param json what stands in it, to be searched; absent for what is no JSON or too large
   */
  Future<Kept> keep(Artifact artifact, StagedFile file, @Nullable String json);

  /** An artifact, and whether it is a new one. */
  record Kept(Artifact artifact, boolean isNew) {}

  Future<Optional<Located>> find(UUID id);

  /** An artifact and how its bytes stand; gone bytes have no encoding. */
  record Located(Artifact artifact, @Nullable Encoding encoding) {}

  /** The newest of each name in the run; names that are not there are missing. */
  Future<Map<String, UUID>> newest(UUID runId, List<String> names, Instant now);

  /** Says how many went. */
  Future<Integer> purgeRun(UUID runId, String reason, Instant now);

  Future<Integer> expire(Instant now, int most);

  /**
   * Lets the oldest go while all bytes together are more than {@code bytes}; says how many went.
   */
  Future<Integer> shrinkTo(long bytes, Instant now, int most);

  /** Removes what is still said of those that went before then. */
  Future<Integer> forget(Instant deletedBefore, int most);

  /** Removes bytes that no artifact refers to any more. */
  Future<Integer> removeUnreferenced(int most);

  /** Removes those of the given files that nobody knows. */
  Future<Integer> removeOrphans(List<Digest> found);

  Future<Totals> totals();

  /** What there is. */
  record Totals(long artifacts, long blobs, long bytes, long storedBytes) {}
}
