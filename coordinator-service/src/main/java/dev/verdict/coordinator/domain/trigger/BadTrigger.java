package dev.verdict.coordinator.domain.trigger;

import java.util.List;
import java.util.stream.Collectors;

/** A trigger that cannot be meant, with everything that is wrong with it. */
public final class BadTrigger extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One thing that is wrong. */
  public record Fault(String field, String value, String expected) {
    @Override
    public String toString() {
      return field + ": " + value + " (expected: " + expected + ")";
    }
  }

  private final transient List<Fault> faults;

  public BadTrigger(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
