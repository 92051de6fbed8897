package dev.verdict.runtime.lifecycle;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * All that a process touches outside of itself, passed in so that a test can be the outside.
 *
 * @param onSignal calls back for each SIGTERM and SIGINT
 * @param exit ends the process
 */
public record Surroundings(
    Map<String, String> env,
    Path directory,
    PrintStream out,
    PrintStream err,
    Consumer<Runnable> onSignal,
    IntConsumer exit) {

  public static Surroundings real() {
    return new Surroundings(
        System.getenv(),
        Path.of(""),
        System.out,
        System.err,
        StopSignals::listen,
        Runtime.getRuntime()::halt);
  }

  Surroundings withEnv(UnaryOperator<Map<String, String>> change) {
    return new Surroundings(change.apply(env), directory, out, err, onSignal, exit);
  }
}
