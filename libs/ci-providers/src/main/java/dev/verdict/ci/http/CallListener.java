package dev.verdict.ci.http;

import dev.verdict.plugin.ci.Operation;
import java.time.Duration;

/** Hears of each call to a CI system. */
public interface CallListener {
  CallListener NOBODY = new CallListener() {};

  /**
   * A call has ended, one of perhaps several tries.
   *
   * @param outcome one of a few words: {@code ok}, or what went wrong
   */
  default void called(String provider, Operation operation, String outcome, Duration took) {}

  /** What the server said is left of its limit. */
  default void left(String provider, long remaining) {}
}
