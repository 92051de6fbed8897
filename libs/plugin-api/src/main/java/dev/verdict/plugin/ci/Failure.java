package dev.verdict.plugin.ci;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a failure.
 *
 * @param what happened, in the words of the CI system where it said any
 * @param advice what the person can do about it
 */
public record Failure(
    String provider,
    Operation operation,
    @Nullable Integer status,
    @Nullable String requestId,
    String what,
    String advice,
    @Nullable Throwable cause) {

  public static Failure of(String provider, Operation operation, String what, String advice) {
    return new Failure(provider, operation, null, null, what, advice, null);
  }

  public Failure because(Throwable why) {
    return new Failure(provider, operation, status, requestId, what, advice, why);
  }

  String sentence() {
    StringBuilder text = new StringBuilder(provider).append(' ').append(operation.word());
    text.append(": ");
    if (status != null) {
      text.append(status).append(' ');
    }
    text.append(what);
    if (requestId != null) {
      text.append(" (request ").append(requestId).append(')');
    }
    return text.append("; ").append(advice).toString();
  }
}
