package dev.verdict.reporter.inbound.http.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong keys by where they came from. A key cannot be guessed; what is spared is the
 * database, and the log.
 */
final class Attempts {
  private static final int MOST = 20;
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private record Counted(int wrong, Instant until) {}

  private final Clock clock;
  private final Map<String, Counted> counted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  Attempts(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean tooMany(String address) {
    Counted found = counted.get(address);
    return found != null && clock.instant().isBefore(found.until) && found.wrong >= MOST;
  }

  synchronized void wrong(String address) {
    Instant now = clock.instant();
    Counted found = counted.get(address);
    counted.put(
        address,
        found != null && now.isBefore(found.until)
            ? new Counted(found.wrong + 1, found.until)
            : new Counted(1, now.plus(WITHIN)));
  }
}
