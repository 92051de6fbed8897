package dev.verdict.reports.model;

import dev.verdict.contract.api.TestView;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tests of a run, one after the other, as often as somebody asks. The tests of one task stand
 * together. Opening and reading may block; the reader closes the stream.
 */
@FunctionalInterface
public interface TestSource {
  Stream<TestView> open();

  static TestSource of(List<TestView> tests) {
    List<TestView> kept = List.copyOf(tests);
    return kept::stream;
  }
}
