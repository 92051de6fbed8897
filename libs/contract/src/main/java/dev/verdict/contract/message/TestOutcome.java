package dev.verdict.contract.message;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt says of one test.
 *
 * @param id the stable identity, the same on every machine and in every run: the key that plan and
 *     report share
 * @param suite the suite or module that the report names, for people
 * @param className the class, where the runner has such a thing
 * @param name the name with its parameters
 * @param file the source file, relative to the root of the tests, where known
 * @param seconds how long it took
 * @param message the first line of what went wrong
 * @param type the kind of what went wrong, such as an exception's class
 * @param detail the stack or the diff, cut to a bound by who reads it
 * @param lostReason only with {@link Verdict#LOST}
 * @param reruns how often the runner itself ran it again within this attempt before it settled
 */
public record TestOutcome(
    String id,
    @Nullable String suite,
    @Nullable String className,
    String name,
    @Nullable String file,
    Verdict verdict,
    double seconds,
    @Nullable String message,
    @Nullable String type,
    @Nullable String detail,
    @Nullable LostReason lostReason,
    int reruns) {

  public TestOutcome {
    if (id.isBlank()) {
      throw new IllegalArgumentException("test id: '" + id + "' (expected: not blank)");
    }
  }
}
