package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation, ready to be carried out.
 *
 * @param name of the test
 * @param capability that it needs; null: each has it
 * @param reads it changes nothing
 * @param prepare what has to be there first; it gives the call
 */
record Act(
    String name,
    Operation operation,
    @Nullable Capability capability,
    boolean reads,
    Function<CiProvider, Future<Call>> prepare) {
  /** The call itself. */
  @FunctionalInterface
  interface Call {
    Future<?> now();
  }

  Act called(String other) {
    return new Act(other, operation, capability, reads, prepare);
  }

  static Act of(
      Operation operation,
      @Nullable Capability capability,
      boolean reads,
      Function<CiProvider, Future<?>> call) {
    return new Act(
        operation.word(),
        operation,
        capability,
        reads,
        provider -> Future.succeededFuture(() -> call.apply(provider)));
  }
}
