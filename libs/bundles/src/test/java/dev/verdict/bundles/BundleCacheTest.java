package dev.verdict.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
  private static final int KIB = 1024;

  @TempDir Path directory;
  private final Map<String, byte[]> store = new HashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();

  @Test
  void a_bundle_is_fetched_once() throws IOException {
    BundleCache cache = open(1 << 20);
    String digest = bundle("a", 10);
    for (int i = 0; i < 3; i++) {
      try (CachedBundle cached = cache.acquire(digest)) {
        assertThat(cached.directory().resolve("a")).exists();
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void who_comes_while_it_is_fetched_waits_for_the_same_fetch() throws Exception {
    String digest = bundle("a", 10);
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BundleCache cache =
        open(
            1 << 20,
            (wanted, file) -> {
              fetching.countDown();
              await(goOn);
              fetch(wanted, file);
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> user =
          () -> {
            try (CachedBundle cached = cache.acquire(digest)) {
              return Files.readString(cached.directory().resolve("a"));
            }
          };
      List<Future<String>> users = new ArrayList<>();
      users.add(threads.submit(user));
      await(fetching);
      for (int i = 0; i < 20; i++) {
        users.add(threads.submit(user));
      }
      goOn.countDown();
      for (Future<String> one : users) {
        assertThat(one.get()).hasSize(10);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void a_fetch_that_failed_is_tried_again_and_leaves_nothing() throws IOException {
    String digest = bundle("a", 10);
    byte[] good = store.get(digest);
    store.put(digest, "not that".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    BundleCache cache = open(1 << 20);
    assertThatThrownBy(() -> cache.acquire(digest)).isInstanceOf(BundleRefused.class);
    assertThat(files()).isEmpty();
    store.put(digest, good);
    try (CachedBundle cached = cache.acquire(digest)) {
      assertThat(cached.directory().resolve("a")).exists();
    }
  }

  @Test
  void what_was_not_used_for_longest_goes_first() throws IOException {
    BundleCache cache = open(25 * KIB);
    String a = used(cache, "a");
    String b = used(cache, "b");
    cache.acquire(a).close();
    used(cache, "c");
    assertThat(cache.bytes()).isEqualTo(20 * KIB);
    cache.acquire(a).close();
    assertThat(fetches).hasValue(3);
    cache.acquire(b).close();
    assertThat(fetches).hasValue(4);
  }

  @Test
  void what_is_in_use_never_goes() throws IOException {
    BundleCache cache = open(15 * KIB);
    String a = bundle("a", 10 * KIB);
    try (CachedBundle inUse = cache.acquire(a)) {
      used(cache, "b");
      used(cache, "c");
      assertThat(inUse.directory().resolve("a")).exists();
    }
    assertThat(cache.bytes()).isLessThanOrEqualTo(15 * KIB);
  }

  @Test
  void the_cache_outlives_its_process_and_what_is_half_done_does_not() throws IOException {
    String digest = bundle("a", 10);
    open(1 << 20).acquire(digest);
    Path half = directory.resolve("bundles").resolve("f".repeat(64));
    Files.createDirectories(half.resolve("x"));
    Files.createDirectories(directory.resolve("bundles/.staging"));
    BundleCache again = open(1 << 20);
    again.acquire(digest).close();
    assertThat(fetches).hasValue(1);
    assertThat(half).doesNotExist();
    assertThat(again.bytes()).isEqualTo(10);
    assertThat(files()).hasSize(2);
  }

  @Test
  void after_the_machine_went_down_it_starts_empty() throws IOException {
    String digest = bundle("a", 10);
    open(1 << 20).acquire(digest).close();
    Files.writeString(directory.resolve("boot-id"), "another");
    open(1 << 20).acquire(digest).close();
    assertThat(fetches).hasValue(2);
  }

  private String used(BundleCache cache, String name) throws IOException {
    String digest = bundle(name, 10 * KIB);
    cache.acquire(digest).close();
    return digest;
  }

  private String bundle(String name, int length) {
    byte[] archive = new ArchiveMaker().file(name, "x".repeat(length)).gzip();
    String digest = ArchiveMaker.digest(archive);
    store.put(digest, archive);
    return digest;
  }

  private BundleCache open(long bytes) throws IOException {
    return open(bytes, this::fetch);
  }

  private BundleCache open(long bytes, BundleFetcher fetcher) throws IOException {
    return BundleCache.open(directory, bytes, new BundleUnpacker(UnpackLimits.DEFAULT), fetcher);
  }

  private void fetch(String digest, Path file) throws IOException {
    fetches.incrementAndGet();
    Files.write(file, java.util.Objects.requireNonNull(store.get(digest)));
  }

  private List<Path> files() throws IOException {
    try (var paths = Files.list(directory.resolve("bundles"))) {
      return paths.toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
