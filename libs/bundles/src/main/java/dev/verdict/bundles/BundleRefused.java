package dev.verdict.bundles;

import java.io.IOException;

/** A tree or an archive that we do not take. The message is for the person who made it. */
public class BundleRefused extends IOException {
  private static final long serialVersionUID = 1L;

  public BundleRefused(String message) {
    super(message);
  }

  public BundleRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
