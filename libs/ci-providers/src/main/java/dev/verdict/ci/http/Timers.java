package dev.verdict.ci.http;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
public interface Timers {
  void after(Duration delay, Runnable what);

  static Timers of(Vertx vertx) {
    return (delay, what) -> vertx.setTimer(Math.max(1, delay.toMillis()), timer -> what.run());
  }
}
