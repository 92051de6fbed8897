package dev.verdict.retriever;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings artifacts to files: from the cache when their content is there, from their source
 * otherwise. The hash is checked whenever a file is given out. Blocks.
 */
public final class Retriever {
  private final ArtifactSource source;
  private final Optional<ArtifactCache> cache;

  /**
   * @param cache none to fetch everything anew
   */
  public Retriever(ArtifactSource source, Optional<ArtifactCache> cache) {
    this.source = source;
    this.cache = cache;
  }

  /** An artifact and the file it is to become. */
  public record Wish(RemoteArtifact artifact, Path target) {}

  /** How it ended for one of them: {@code failure} is empty when the file is there. */
  public record Outcome(Wish wish, boolean fromCache, Optional<Exception> failure) {}

  /** True when it came out of the cache. */
  public boolean retrieve(Wish wish) throws IOException {
    return cache.isPresent() ? throughCache(cache.get(), wish) : directly(wish);
  }

  private boolean throughCache(ArtifactCache kept, Wish wish) throws IOException {
    String sha256 = wish.artifact().sha256();
    boolean there;
    try (EntryLock held = kept.lock(sha256)) {
      there = kept.copyTo(sha256, wish.target());
      if (!there) {
        Path partial = kept.partial(sha256);
        new Download(source, wish.artifact(), partial).run();
        kept.keep(sha256, partial);
        if (!kept.copyTo(sha256, wish.target())) {
          throw new IOException("cache: " + sha256 + " changed while it was read");
        }
      }
    }
    kept.shrink();
    return there;
  }

  /**
   * What broke off is beside the target, and the next call goes on from there. The target is part
   * of its name: files of the same content may be fetched side by side.
   */
  private boolean directly(Wish wish) throws IOException {
    Path target = wish.target().toAbsolutePath();
    Path directory = Objects.requireNonNull(target.getParent());
    Files.createDirectories(directory);
    String content = wish.artifact().sha256().substring(0, 16);
    byte[] name = String.valueOf(target.getFileName()).getBytes(StandardCharsets.UTF_8);
    String place = UUID.nameUUIDFromBytes(name).toString();
    Path partial = directory.resolve("." + content + "-" + place + ".part");
    new Download(source, wish.artifact(), partial).run();
    Checked.copy(partial, target, wish.artifact().sha256());
    Files.delete(partial);
    return false;
  }

  /** Side by side, so many at once; one that fails does not keep the others. */
  public List<Outcome> retrieveAll(List<Wish> wishes, int atOnce) {
    List<Future<Outcome>> running = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().name("retrieve-", 0).factory())) {
      wishes.forEach(wish -> running.add(threads.submit(() -> outcome(wish))));
    }
    return running.stream().map(Retriever::ended).toList();
  }

  private Outcome outcome(Wish wish) {
    try {
      return new Outcome(wish, retrieve(wish), Optional.empty());
    } catch (IOException | RuntimeException e) {
      return new Outcome(wish, false, Optional.of(e));
    }
  }

  private static Outcome ended(Future<Outcome> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome is never a failure", e);
    }
  }
}
