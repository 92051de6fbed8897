package dev.verdict.coordinator.usecase;

/** Something in a request can not be meant. */
public final class BadField extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient Object value;
  private final String expected;

  public BadField(String field, Object value, String expected) {
    super(field + ": " + value + " (expected: " + expected + ")");
    this.field = field;
    this.value = value;
    this.expected = expected;
  }

  public String field() {
    return field;
  }

  public Object value() {
    return value;
  }

  public String expected() {
    return expected;
  }
}
