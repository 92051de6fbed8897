package dev.verdict.reporter.outbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.usecase.dashboard.Coordinator;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.tls.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The coordinator behind its API. A page must not wait for it: after a short time it counts as
 * silent, and the page says so instead.
 */
public final class CoordinatorOverHttp implements Coordinator {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LARGEST_ANSWER = 4 << 20;
  private static final int CONNECTIONS = 16;
  private static final int MOST_WAITING = 200;

  private final HttpClientAgent client;
  private final Future<TlsFiles> tls;
  private final Optional<URI> told;

  /**
   * @param told where it is; where the visitor reached us when absent, as in one process
   * @param trust what is shown to it, and whether it is believed
   */
  public CoordinatorOverHttp(Vertx vertx, Optional<URI> told, TlsSettings trust) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    this.told = told;
    this.tls = TlsFiles.open(vertx, trust).onSuccess(this::speak);
  }

  private void speak(TlsFiles files) {
    client.updateSSLOptions(files.current().client());
    files.onChange(read -> client.updateSSLOptions(read.client()));
  }

  @Override
  public Future<Answer> ask(String path, Map<String, String> visitor, String origin) {
    String base = told.map(URI::toString).orElse(origin);
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(root + path)
            .setFollowRedirects(false)
            .setTimeout(PATIENCE.toMillis());
    visitor.forEach(options::putHeader);
    options.putHeader("Accept", "application/json");
    return tls.compose(files -> client.request(options))
        .compose(HttpClientRequest::send)
        .compose(CoordinatorOverHttp::read)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.succeededFuture(
                    new Answer.Silent(
                        root
                            + ": "
                            + String.valueOf(failure.getMessage())
                                .lines()
                                .findFirst()
                                .orElse(""))));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        piece -> {
          body.appendBuffer(piece);
          if (body.length() > LARGEST_ANSWER) {
            response.request().reset();
          }
        });
    return response.end().map(end -> answer(response.statusCode(), body));
  }

  private static Answer answer(int status, Buffer body) {
    if (status == 200) {
      return new Answer.Told(Json.tree(body.getBytes()));
    }
    return status >= 500
        ? new Answer.Silent("it answers with " + status)
        : new Answer.Refused(status, detail(body));
  }

  private static String detail(Buffer body) {
    try {
      JsonNode problem = Json.tree(body.getBytes());
      return problem.path("detail").asText(problem.path("title").asText(""));
    } catch (RuntimeException e) {
      return "";
    }
  }

  public Future<Void> close() {
    return tls.onSuccess(TlsFiles::stop).transform(stopped -> client.close());
  }
}
