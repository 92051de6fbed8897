package dev.verdict.runtime.access;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers for a few seconds whose key it was, or that it was nobody's. Bounded, so that a flood
 * of wrong keys costs neither memory nor a query for each repetition; short, so that a revoked key
 * ends soon.
 */
final class KeyCache {
  private static final Duration HOLDS = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  private record Known(Future<Optional<Identity>> identity, Instant until) {}

  private final InstantSource clock;
  private final Map<ByteBuffer, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
          return size() > MOST;
        }
      };

  KeyCache(InstantSource clock) {
    this.clock = clock;
  }

  /** Those who ask at the same time share one query; a query that failed is not remembered. */
  synchronized Future<Optional<Identity>> get(
      byte[] hash, Supplier<Future<Optional<Identity>>> query) {
    ByteBuffer name = ByteBuffer.wrap(hash);
    Known found = known.get(name);
    if (found != null && !found.identity.failed() && clock.instant().isBefore(found.until)) {
      return found.identity;
    }
    Future<Optional<Identity>> asked = query.get();
    known.remove(name);
    known.put(name, new Known(asked, clock.instant().plus(HOLDS)));
    return asked;
  }

  synchronized void forget(byte[] hash) {
    known.remove(ByteBuffer.wrap(hash));
  }

  synchronized void clear() {
    known.clear();
  }
}
