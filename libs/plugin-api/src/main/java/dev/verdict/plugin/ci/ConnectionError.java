package dev.verdict.plugin.ci;

/** The CI system could not be reached, broke off, or answered something that makes no sense. */
public final class ConnectionError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  public ConnectionError(Failure failure) {
    super(failure);
  }
}
