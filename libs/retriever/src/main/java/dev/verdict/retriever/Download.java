package dev.verdict.retriever;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Fetches one artifact into a file. What breaks off goes on where it was, in this call or in a
 * later one; what came wrong is fetched once more from the beginning.
 */
final class Download {
  /** One after the other that bring it no further. */
  private static final int VAIN_TRIES = 5;

  /** All together: a source may break after each byte. */
  private static final int MOST_TRIES = 200;

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final int CHUNK = 64 * 1024;

  private final ArtifactSource source;
  private final RemoteArtifact artifact;
  private final Path partial;
  private boolean beganAnew;

  Download(ArtifactSource source, RemoteArtifact artifact, Path partial) {
    this.source = source;
    this.artifact = artifact;
    this.partial = partial;
  }

  /** When this returns, the file is whole and what it should be. */
  void run() throws IOException {
    boolean goesOn = Files.exists(partial) && Files.size(partial) > 0;
    fetchAll();
    String found = Checked.sha256(partial);
    if (found.equals(artifact.sha256())) {
      return;
    }
    Files.delete(partial);
    if (!goesOn) {
      throw new WrongContent(artifact, found);
    }
    // The part of an earlier call may have been spoilt on this disk: the source gets its chance.
    run();
  }

  private void fetchAll() throws IOException {
    int failures = 0;
    int tries = 0;
    long furthest = have();
    while (have() < artifact.sizeBytes() || !Files.exists(partial)) {
      tries++;
      try {
        fetchRest(have());
      } catch (IOException broken) {
        // Where a source begins anew each time, another place to break at is no way forward.
        failures = have() > furthest && !beganAnew ? 1 : failures + 1;
        if (failures >= VAIN_TRIES || tries >= MOST_TRIES) {
          throw broken;
        }
        pause(failures);
      }
      furthest = Math.max(furthest, have());
    }
    if (have() > artifact.sizeBytes()) {
      Files.delete(partial);
      throw new IOException(
          artifact.name() + ": more came than its " + artifact.sizeBytes() + " bytes");
    }
  }

  private long have() throws IOException {
    return Files.exists(partial) ? Files.size(partial) : 0;
  }

  private void fetchRest(long from) throws IOException {
    try (ArtifactSource.Opened opened = source.open(artifact, from);
        StallGuard guard = StallGuard.over(opened.body(), StallGuard.LONGEST_SILENCE)) {
      boolean appends = opened.from() == from && from > 0;
      beganAnew = from > 0 && !appends;
      try (OutputStream out =
          Files.newOutputStream(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              appends ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        copy(opened.body(), out, guard, artifact.sizeBytes() - (appends ? from : 0));
      }
    }
  }

  private void copy(InputStream in, OutputStream out, StallGuard guard, long expected)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = expected;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      guard.moved();
      out.write(chunk, 0, n);
      left -= n;
      if (left < 0) {
        return;
      }
    }
    if (left > 0) {
      throw new IOException(artifact.name() + ": it broke off " + left + " bytes before its end");
    }
  }

  private static void pause(int failures) throws IOException {
    try {
      Thread.sleep(FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 5)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
