package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What we once saw at CI systems, so that links to it last. */
public interface RemoteBook {
  Future<Void> keep(Collection<RemoteFile> files);

  Future<Optional<RemoteFile>> find(UUID id);

  /** Those of a run, by name. */
  Future<List<RemoteFile>> ofRun(CiRun run, int most);

  Future<Integer> forgetFiles(Instant seenBefore, int most);
}
