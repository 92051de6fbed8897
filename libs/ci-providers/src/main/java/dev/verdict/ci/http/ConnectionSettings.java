package dev.verdict.ci.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's API is called.
 *
 * @param timeout of one try: to its end, or for a stream to its next bytes
 * @param deadline of a call with all its tries and waits
 * @param retries after the first try
 * @param retryDelay the first pause is up to this, the next up to twice as long, and so on
 * @param limitPause how long to keep still when a limit is hit and nobody says for how long
 * @param concurrency most calls at once to one host with one credential
 * @param requestsPerSecond 0: as the server tells
 * @param queue most calls that wait for their turn
 * @param maxBody most bytes of an answer that is read whole
 * @param breakAfter failures in a row after which a host is left alone
 * @param breakFor how long
 * @param harFile where every call is written down, for who looks into trouble
 */
public record ConnectionSettings(
    Duration timeout,
    Duration deadline,
    int retries,
    Duration retryDelay,
    Duration limitPause,
    int concurrency,
    int requestsPerSecond,
    int queue,
    long maxBody,
    int breakAfter,
    Duration breakFor,
    @Nullable Path caFile,
    @Nullable URI proxy,
    @Nullable Path harFile) {
  /** What differs between clients: those with the same way share one. */
  record Way(@Nullable Path caFile, @Nullable URI proxy) {}

  Way way() {
    return new Way(caFile, proxy);
  }
}
