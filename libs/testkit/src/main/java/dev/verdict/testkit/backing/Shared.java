package dev.verdict.testkit.backing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Made when first asked for, once per JVM. If that fails, it fails for all who ask. */
final class Shared<T> {
  private final Supplier<T> maker;
  private @Nullable T made;
  private @Nullable RuntimeException failure;

  Shared(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Something that is stopped with the JVM. */
  static <S extends AutoCloseable> Shared<S> server(String name, Supplier<S> starter) {
    return new Shared<>(
        () -> {
          var started = starter.get();
          Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop-" + name));
          return started;
        });
  }

  synchronized T get() {
    if (failure != null) {
      // Each further test class would wait as long for the same answer.
      throw failure;
    }
    var known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private T make() {
    try {
      return maker.get();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private static void stop(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("a server of the tests did not stop", e);
    }
  }
}
