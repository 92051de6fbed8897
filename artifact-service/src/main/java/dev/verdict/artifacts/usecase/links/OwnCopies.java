package dev.verdict.artifacts.usecase.links;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What our own store has of a run. */
@FunctionalInterface
public interface OwnCopies {
  /** By name; names that are not there are missing. */
  Future<Map<String, UUID>> newest(UUID runId, List<String> names);
}
