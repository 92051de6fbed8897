package dev.verdict.plugin.ci;

/** The CI system does not accept the credential. */
public final class AuthenticationError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  public AuthenticationError(Failure failure) {
    super(failure);
  }
}
