package dev.verdict.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacked bundles by digest. Who asks for one that is being fetched waits for the same fetch. When
 * the cache is larger than it should be, what was not used for longest goes first; what is in use
 * never goes.
 *
 * <p>An entry appears by one rename, so a process that dies leaves nothing half done under a
 * digest's name. After the machine itself went down, when a rename may have outlived the bytes, the
 * cache starts empty.
 */
public final class BundleCache {
  private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);

  private final CacheDirectory directory;
  private final long mostBytes;
  private final BundleUnpacker unpacker;
  private final BundleFetcher fetcher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Slot> slots = new HashMap<>();
  private long clock;

  /** One digest. The lock of the slot is held while it is fetched: others wait there. */
  private static final class Slot {
    final ReentrantLock fetching = new ReentrantLock();
    boolean there;
    long bytes;
    int users;
    long lastUsed;
  }

  private BundleCache(
      CacheDirectory directory, long mostBytes, BundleUnpacker unpacker, BundleFetcher fetcher) {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.unpacker = unpacker;
    this.fetcher = fetcher;
  }

  /** Opens the cache in a directory that no other process uses. */
  public static BundleCache open(
      Path path, long mostBytes, BundleUnpacker unpacker, BundleFetcher fetcher)
      throws IOException {
    CacheDirectory directory = CacheDirectory.open(path);
    BundleCache cache = new BundleCache(directory, mostBytes, unpacker, fetcher);
    for (var kept : directory.kept()) {
      Slot slot = new Slot();
      slot.there = true;
      slot.bytes = kept.bytes();
      slot.lastUsed = ++cache.clock;
      cache.slots.put(kept.digest(), slot);
    }
    return cache;
  }

  /** The unpacked bundle, fetched when it is not there. Blocks. */
  public CachedBundle acquire(String digest) throws IOException {
    Digests.checked(digest);
    Slot slot = enter(digest);
    try {
      slot.fetching.lock();
      try {
        if (!slot.there) {
          slot.bytes = fetch(digest);
          slot.there = true;
          directory.remember(digest, slot.bytes);
        }
      } finally {
        slot.fetching.unlock();
      }
    } catch (IOException | RuntimeException e) {
      leave(slot);
      throw e;
    }
    shrink();
    return new CachedBundle(
        directory.of(digest),
        () -> {
          leave(slot);
          shrink();
        });
  }

  /** How many bytes are kept now. */
  public long bytes() {
    lock.lock();
    try {
      return slots.values().stream().mapToLong(slot -> slot.bytes).sum();
    } finally {
      lock.unlock();
    }
  }

  private Slot enter(String digest) {
    lock.lock();
    try {
      Slot slot = slots.computeIfAbsent(digest, any -> new Slot());
      slot.users++;
      slot.lastUsed = ++clock;
      return slot;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Slot slot) {
    lock.lock();
    try {
      slot.users--;
    } finally {
      lock.unlock();
    }
  }

  private long fetch(String digest) throws IOException {
    Path archive = directory.newFile();
    try {
      fetcher.fetch(digest, archive);
      try (InputStream in = Files.newInputStream(archive)) {
        return unpacker.unpack(in, digest, directory.of(digest));
      }
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private void shrink() {
    lock.lock();
    try {
      slots.values().removeIf(slot -> slot.users == 0 && !slot.there);
      while (bytes() > mostBytes) {
        var oldest =
            slots.entrySet().stream()
                .filter(entry -> entry.getValue().users == 0)
                .min(Comparator.comparingLong(entry -> entry.getValue().lastUsed));
        if (oldest.isEmpty()) {
          return;
        }
        slots.remove(oldest.get().getKey());
        directory.discard(oldest.get().getKey());
      }
    } catch (IOException e) {
      LOG.warn("a bundle could not be removed from the cache: {}", e.toString());
    } finally {
      lock.unlock();
    }
  }
}
