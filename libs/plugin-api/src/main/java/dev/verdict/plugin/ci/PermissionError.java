package dev.verdict.plugin.ci;

/** The credential is known and may not do this. */
public final class PermissionError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  public PermissionError(Failure failure) {
    super(failure);
  }
}
