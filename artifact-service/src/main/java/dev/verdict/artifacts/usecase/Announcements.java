package dev.verdict.artifacts.usecase;

import dev.verdict.contract.message.RunArtifacts;
import io.vertx.core.Future;

/** Tells the coordinator. What it is told twice it bears. */
@FunctionalInterface
public interface Announcements {
  /** Completes when it can be lost no more. */
  Future<Void> tell(RunArtifacts found);
}
