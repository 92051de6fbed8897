package dev.verdict.runtime.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes when a key was used, once a minute at most: reading must not become writing. */
final class LastUsed {
  private static final Logger log = LoggerFactory.getLogger(LastUsed.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ApiKeys keys;
  private final InstantSource clock;
  // One entry for each key that is valid, so as many as there are keys.
  private final Map<UUID, Instant> written = new ConcurrentHashMap<>();

  LastUsed(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  void used(UUID key) {
    Instant now = clock.instant();
    Instant before = written.get(key);
    boolean due = before == null || !now.isBefore(before.plus(EVERY));
    // Whoever replaces the old time writes; the others have lost the race and need not.
    if (due
        && (before == null
            ? written.putIfAbsent(key, now) == null
            : written.replace(key, before, now))) {
      keys.touch(List.of(key))
          .onFailure(failure -> log.debug("the last use of key {} was not noted", key, failure));
    }
  }
}
