package dev.verdict.plugin.webhook;

/** The body is not what the CI system sends. */
public final class UnreadableWebhook extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_VALUE = 120;

  private final String field;
  private final String value;
  private final String expected;

  /**
   * @param field the path in the body, such as {@code pull_request.head.sha}; {@code body} for all
   * @param value what stands there, cut if it is long
   */
  public UnreadableWebhook(String field, String value, String expected) {
    super("%s: %s (expected: %s)".formatted(field, cut(value), expected), null, false, false);
    this.field = field;
    this.value = cut(value);
    this.expected = expected;
  }

  private static String cut(String value) {
    if (value.length() <= LONGEST_VALUE) {
      return value;
    }
    boolean halved = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
    return value.substring(0, halved ? LONGEST_VALUE - 1 : LONGEST_VALUE) + "…";
  }

  public String field() {
    return field;
  }

  public String value() {
    return value;
  }

  public String expected() {
    return expected;
  }
}
