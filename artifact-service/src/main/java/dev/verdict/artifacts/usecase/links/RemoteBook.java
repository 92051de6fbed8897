package dev.verdict.artifacts.usecase.links;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** What we once saw at CI systems, so that links to it last. */
public interface RemoteBook {
  Future<Void> keep(Collection<RemoteFile> files);

  Future<Optional<RemoteFile>> find(UUID id);
}
