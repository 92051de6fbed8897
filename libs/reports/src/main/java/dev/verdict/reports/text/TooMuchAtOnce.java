package dev.verdict.reports.text;

import java.io.IOException;

/** A single piece of markup is larger than {@link LegalCharacters#allow} permits. */
public final class TooMuchAtOnce extends IOException {
  private static final long serialVersionUID = 1L;

  TooMuchAtOnce() {
    super("a single piece of markup is too large");
  }
}
