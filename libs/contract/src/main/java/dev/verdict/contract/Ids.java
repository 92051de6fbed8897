package dev.verdict.contract;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Identifiers that sort by the time of their making (UUID version 7), so that new rows land at the
 * end of an index.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static UUID next() {
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000L | (RANDOM.nextLong() & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
