package dev.verdict.runtime.settings;

/** A value that is never shown. Whoever needs it asks for {@link #reveal()} by name. */
public record Secret(String reveal) {
  public static final String SHOWN_AS = "***";

  public boolean isEmpty() {
    return reveal.isEmpty();
  }

  @Override
  public String toString() {
    return SHOWN_AS;
  }
}
