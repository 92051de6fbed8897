package dev.verdict.tests.deploy;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A sentence that holds for everything that is deployed.
 *
 * @param faults what breaks it in a rendering
 * @param broken the production overlay with something that must be found
 */
record Policy(
    String sentence, Function<Rendering, List<String>> faults, UnaryOperator<Rendering> broken) {
  @Override
  public String toString() {
    return sentence;
  }
}
