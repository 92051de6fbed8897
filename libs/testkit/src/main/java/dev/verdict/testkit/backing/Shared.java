package dev.verdict.testkit.backing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Started when first asked for, once per JVM, stopped with the JVM. */
final class Shared<T extends AutoCloseable> {
  private final String name;
  private final Supplier<T> starter;
  private @Nullable T started;
  private @Nullable RuntimeException failure;

  Shared(String name, Supplier<T> starter) {
    this.name = name;
    this.starter = starter;
  }

  synchronized T get() {
    if (failure != null) {
      // Each further test class would wait as long for the same answer.
      throw failure;
    }
    var running = started;
    if (running == null) {
      running = start();
      started = running;
    }
    return running;
  }

  private T start() {
    try {
      var fresh = starter.get();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(fresh), "stop-" + name));
      return fresh;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private static void stop(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      throw new IllegalStateException("a server of the tests did not stop", e);
    }
  }
}
