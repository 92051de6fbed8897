package dev.verdict.reporter.domain.comparison;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A test by its identity alone. */
public record KnownTest(
    UUID testKey,
    String testId,
    String name,
    @Nullable String suite,
    @Nullable String className,
    @Nullable String file) {

  /** Where it stands: tests are renamed within a place. */
  String place() {
    if (file != null) {
      return file;
    }
    return className != null ? className : String.valueOf(suite);
  }
}
