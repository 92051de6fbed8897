package dev.verdict.plugin.ci;

/** A setting or an argument is missing or wrong, or the CI system refused what it was sent. */
public final class ConfigurationError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  public ConfigurationError(Failure failure) {
    super(failure);
  }
}
