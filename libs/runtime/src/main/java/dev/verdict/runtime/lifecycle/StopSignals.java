package dev.verdict.runtime.lifecycle;

import sun.misc.Signal;

/**
 * SIGTERM and SIGINT. A shutdown hook would do for the first, but it cannot hear a second one and
 * cannot say how the process ended.
 */
final class StopSignals {
  private StopSignals() {}

  static void listen(Runnable heard) {
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), signal -> heard.run());
    }
  }
}
