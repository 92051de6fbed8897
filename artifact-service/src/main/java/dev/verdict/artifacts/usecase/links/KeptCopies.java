package dev.verdict.artifacts.usecase.links;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Which files of CI systems our store has taken a copy of. */
@FunctionalInterface
public interface KeptCopies {
  /** Artifacts by the ids of the files; files without a copy are missing. */
  Future<Map<UUID, UUID>> of(Collection<UUID> files);
}
