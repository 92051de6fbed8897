package dev.verdict.runtime.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of the settings that cannot be used: which, and what was expected of it. */
public final class TlsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TlsProblem(String setting, Path file, String expected, @Nullable Throwable cause) {
    super(setting + ": " + file + " (expected: " + expected + ")", cause);
  }
}
