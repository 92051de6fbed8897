package dev.verdict.reports.junit;

import dev.verdict.reports.text.BoundedText;
import org.jspecify.annotations.Nullable;

/** An element that has begun and not ended. */
sealed interface Frame {
  /** Where text right inside it goes; null to drop it. */
  default @Nullable BoundedText text() {
    return null;
  }

  /** {@code testsuites} or {@code testsuite}. */
  record Suite(OpenSuite suite) implements Frame {}

  /** {@code testcase}. */
  record Case(OpenCase testCase) implements Frame {}

  /** {@code failure} and its like. */
  record Outcome(OpenOutcome outcome, Outcomes owner) implements Frame {
    @Override
    public BoundedText text() {
      return outcome.text();
    }
  }

  /** An element whose text we want, with the text of all elements inside it. */
  record Text(BoundedText text) implements Frame {}

  /** An element that we do not know; what we know inside it counts as if it stood outside. */
  record Unknown(Frame around) implements Frame {}

  /** An element whose content means nothing to us. */
  record Dropped() implements Frame {}
}
