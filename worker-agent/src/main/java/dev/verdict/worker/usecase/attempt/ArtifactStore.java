package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps files for good. Blocks, within a time. */
public interface ArtifactStore {
  Kept keep(
      Session session, Assignment assignment, String name, String path, String type, Path file)
      throws IOException, InterruptedException;

  /** What the store made of it. */
  record Kept(String id, long sizeBytes, String sha256) {}
}
