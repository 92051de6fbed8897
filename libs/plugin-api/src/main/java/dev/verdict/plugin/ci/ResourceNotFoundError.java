package dev.verdict.plugin.ci;

/** It is not there, is gone, or is hidden from this credential. */
public final class ResourceNotFoundError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  public ResourceNotFoundError(Failure failure) {
    super(failure);
  }
}
