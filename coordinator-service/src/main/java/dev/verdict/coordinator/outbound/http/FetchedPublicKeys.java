package dev.verdict.coordinator.outbound.http;

import dev.verdict.coordinator.usecase.webhook.PublicKeys;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for them over HTTP and remembers them for an hour; older ones still count when nobody
 * answers.
 */
public final class FetchedPublicKeys implements PublicKeys {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedPublicKeys.class);
  private static final long FRESH = Duration.ofHours(1).toNanos();

  /** So often at most because a signature did not fit: anybody can send one. */
  private static final long YOUNGEST = Duration.ofMinutes(1).toNanos();

  private static final int LARGEST = 256 * 1024;
  private static final long TIME_OUT_MS = 5_000;

  private final HttpClientAgent client;
  private final Map<String, URI> urls;
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  /**
   * @param urls to ask instead of those that the providers tell, by provider
   */
  public FetchedPublicKeys(Vertx vertx, Map<String, URI> urls) {
    this.client = vertx.createHttpClient();
    this.urls = Map.copyOf(urls);
  }

  private record Asked(Future<List<PublicKey>> keys, long at) {}

  @Override
  public Future<List<PublicKey>> of(WebhookDialect dialect, boolean anew) {
    return asked
        .compute(
            dialect.provider(),
            (provider, before) -> {
              long age = before == null ? 0 : System.nanoTime() - before.at();
              boolean good = before != null && !before.keys().failed();
              boolean wanted =
                  before == null
                      || age > (anew || !good ? YOUNGEST : FRESH)
                      || (!good && age > TimeUnit.SECONDS.toNanos(2));
              return wanted ? ask(dialect, good ? before.keys() : null) : before;
            })
        .keys();
  }

  private Asked ask(
      WebhookDialect dialect, @org.jspecify.annotations.Nullable Future<List<PublicKey>> known) {
    URI url = urls.getOrDefault(dialect.provider(), dialect.publicKeySource().orElseThrow());
    Future<List<PublicKey>> keys =
        client
            .request(
                new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(url.toString())
                    .setConnectTimeout(TIME_OUT_MS)
                    .setTimeout(TIME_OUT_MS)
                    .setIdleTimeout(TIME_OUT_MS)
                    .putHeader("Accept", "application/json"))
            .compose(request -> request.send().compose(FetchedPublicKeys::body))
            .timeout(2 * TIME_OUT_MS, TimeUnit.MILLISECONDS)
            .map(answer -> dialect.publicKeys(answer.getBytes()))
            .compose(
                found ->
                    found.isEmpty()
                        ? Future.failedFuture("no key in the answer of " + url)
                        : Future.succeededFuture(found))
            .recover(
                failure -> {
                  LOG.warn("Webhooks: public keys not read from {}: {}", url, failure.toString());
                  return known != null
                      ? known
                      : Future.failedFuture(new Away(dialect.provider(), failure));
                });
    return new Asked(keys, System.nanoTime());
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      response.request().reset();
      return Future.failedFuture("status " + response.statusCode());
    }
    Buffer whole = Buffer.buffer();
    response.handler(
        part -> {
          if (whole.length() + part.length() > LARGEST) {
            response.request().reset();
          } else {
            whole.appendBuffer(part);
          }
        });
    return response.end().map(whole);
  }
}
