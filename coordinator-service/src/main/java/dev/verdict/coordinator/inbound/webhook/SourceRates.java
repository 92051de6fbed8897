package dev.verdict.coordinator.inbound.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests a source may send: so many a second on average, twice as many at once. Knows a
 * bounded number of sources, those that were seen last. Used on one event loop.
 */
final class SourceRates {
  private static final int MOST_SOURCES = 10_000;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_SOURCES;
        }
      };

  private static final class Bucket {
    double tokens;
    long at;
  }

  SourceRates(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.burst = 2.0 * perSecond;
    this.nanoTime = nanoTime;
  }

  boolean allows(String source) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(source);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = burst;
      bucket.at = now;
      buckets.put(source, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / 1e9 * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
