package dev.verdict.plugin.ci.http;

import io.vertx.core.Future;

/**
 * Calls the API of a CI system. Behind it: a time limit for each call, retries where it is safe to
 * repeat, the limits that the server tells, a bounded queue, a circuit breaker, conditional
 * requests, redirects, masking and metrics.
 *
 * <p>Failures are {@link dev.verdict.plugin.ci.CiProviderError}s.
 */
public interface ProviderHttp {
  /** Sends, and reads the whole answer, which is bounded. */
  Future<ApiAnswer> send(ApiRequest request);

  /** Sends, and hands over the answer while it is still coming, of any length. */
  Future<ApiContent> open(ApiRequest request);
}
