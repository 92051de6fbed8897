package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.message.AttemptNews.Artifact;
import dev.verdict.worker.domain.SecretMask;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of an attempt to where evidence is kept, a few at a time. What cannot be kept is
 * named with the reason; it never fails the attempt.
 */
final class KeepArtifacts implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final int BUFFER = 64 * 1024;

  private final ArtifactStore store;
  private final Session session;
  private final Held held;
  private final AttemptLimits limits;
  private final SecretMask secrets;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final List<Future<Artifact>> uploads = new ArrayList<>();
  private int overLimit;

  KeepArtifacts(
      ArtifactStore store, Session session, Held held, AttemptLimits limits, SecretMask secrets) {
    this.store = store;
    this.session = session;
    this.held = held;
    this.limits = limits;
    this.secrets = secrets;
  }

  /** Reports are shown to many, so secrets in them are masked on the way. */
  void reports(List<Path> files, AttemptDirectory directory) {
    for (Path file : files) {
      keep(file, place(file, directory), "report", () -> masked(file, directory));
    }
  }

  /** What the task asked for, as it is. */
  void wanted(@Nullable List<String> globs, Path root, AttemptDirectory directory)
      throws IOException {
    if (globs == null || globs.isEmpty()) {
      return;
    }
    for (Path file : FileGlobs.find(globs, root, limits.artifacts() + 1)) {
      keep(file, place(file, directory), "result", () -> file);
    }
  }

  /** Waits for all of them. */
  List<Artifact> kept() throws InterruptedException {
    List<Artifact> kept = new ArrayList<>();
    for (Future<Artifact> upload : uploads) {
      try {
        kept.add(upload.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("an upload ended without a result", e.getCause());
      }
    }
    if (overLimit > 0) {
      String problem = "not kept: more than " + limits.artifacts() + " files";
      kept.add(new Artifact(null, overLimit + " more files", "", 0, "result", null, problem));
    }
    return kept;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void keep(Path file, String path, String type, Callable<Path> content) {
    if (uploads.size() >= limits.artifacts()) {
      overLimit++;
      return;
    }
    uploads.add(threads.submit(() -> upload(file, path, type, content)));
  }

  private Artifact upload(Path file, String path, String type, Callable<Path> content)
      throws InterruptedException {
    String name = String.valueOf(file.getFileName());
    turns.acquire();
    try {
      long size = Files.size(file);
      if (size > limits.artifactBytes()) {
        String problem = "not kept: larger than " + limits.artifactBytes() + " bytes";
        return new Artifact(null, name, path, size, type, null, problem);
      }
      var kept = store.keep(session, held.assignment(), name, path, type, content.call());
      return new Artifact(kept.id(), name, path, kept.sizeBytes(), type, kept.sha256(), null);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return new Artifact(null, name, path, 0, type, null, "not kept: " + e.getMessage());
    } finally {
      turns.release();
    }
  }

  private Path masked(Path file, AttemptDirectory directory) throws IOException {
    if (!secrets.hasSecrets()) {
      return file;
    }
    Path copy = Files.createTempFile(directory.top(), "masked", ".xml");
    SecretMask mask = secrets.forAnotherStream();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(copy)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(mask.next(java.util.Arrays.copyOf(buffer, read)));
      }
      out.write(mask.end());
    }
    return copy;
  }

  /** How people know it: below the source, or below what the runner wrote. */
  private static String place(Path file, AttemptDirectory directory) {
    for (Path base : List.of(directory.source(), directory.scratch(), directory.top())) {
      if (file.startsWith(base)) {
        return base.relativize(file).toString().replace('\\', '/');
      }
    }
    return file.toString();
  }
}
