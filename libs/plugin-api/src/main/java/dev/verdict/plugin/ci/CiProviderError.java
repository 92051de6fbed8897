package dev.verdict.plugin.ci;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider could not do what it was asked for. The message is one sentence for the person who
 * must act: who, what, which answer, and what can be done. It holds no secret.
 */
public abstract sealed class CiProviderError extends RuntimeException
    permits AuthenticationError,
        PermissionError,
        ResourceNotFoundError,
        RateLimitError,
        ConnectionError,
        ConfigurationError {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  CiProviderError(Failure failure) {
    super(failure.sentence(), failure.cause());
    this.failure = failure;
  }

  public String provider() {
    return failure.provider();
  }

  public Operation operation() {
    return failure.operation();
  }

  /** Of the HTTP answer, where there was one. */
  public OptionalInt status() {
    return failure.status() == null ? OptionalInt.empty() : OptionalInt.of(failure.status());
  }

  /** By which the operator of the CI system finds the call in his logs. */
  public Optional<String> requestId() {
    return Optional.ofNullable(failure.requestId());
  }

  /** What the person can do. */
  public String advice() {
    return failure.advice();
  }
}
