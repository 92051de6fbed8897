package dev.verdict.ci.http;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What moves by itself: time, and chance. Tests give their own.
 *
 * @param timers for pauses; they follow the same time as the clock
 * @param random for the jitter of pauses
 */
public record Clockwork(Clock clock, Timers timers, RandomGenerator random) {
  public static Clockwork real(Vertx vertx) {
    return new Clockwork(
        Clock.systemUTC(), Timers.of(vertx), () -> ThreadLocalRandom.current().nextLong());
  }
}
