package dev.verdict.artifacts.usecase;

import java.time.Duration;

/**
 * Bounds of logs.
 *
 * @param limit so many bytes of one log are kept
 * @param grace how long an ended attempt's log waits for pieces that are still on their way
 * @param compress whether sealed logs are compressed on disk
 * @param followIdle a follower who hears nothing for so long is let go; he may come again
 * @param followLimit the longest that anybody follows in one request
 */
public record LogRules(
    long limit, Duration grace, boolean compress, Duration followIdle, Duration followLimit) {
  /** How long the file of a log that was sealed early takes late pieces. */
  public static final Duration REOPENABLE = Duration.ofHours(1);

  /** Someone may have missed a signal; this is how long that can cost. */
  public static final Duration FALLBACK_POLL = Duration.ofSeconds(5);
}
