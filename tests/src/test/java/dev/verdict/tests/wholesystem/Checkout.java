package dev.verdict.tests.wholesystem;

import java.nio.file.Files;
import java.nio.file.Path;

/** The repository in which the tests run, for those who look at its files. */
public final class Checkout {
  /** Its top. */
  public static final Path TOP = top();

  private Checkout() {}

  private static Path top() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("deploy/base"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("deploy/base: not found above the working directory");
    }
    return here;
  }
}
