package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiBody;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, each bounded. */
record Exchange(Vertx vertx, HttpClient client, Duration timeout) {

  /** The answer, paused, as soon as its head is there. */
  Future<HttpClientResponse> head(RequestOptions options, @Nullable ApiBody body) {
    options.setConnectTimeout(timeout.toMillis()).setIdleTimeout(timeout.toMillis());
    return client
        .request(options)
        .compose(
            request -> {
              Future<HttpClientResponse> answer =
                  request
                      .response()
                      .map(
                          response -> {
                            response.pause();
                            // From here on it is remembered how it ends, whoever asks later: what
                            // breaks before somebody listens is lost otherwise.
                            response.end();
                            return response;
                          });
              send(request, body);
              // A long upload is bounded by its progress, everything else as a whole.
              return body instanceof ApiBody.Streamed ? answer : bounded(answer, request, timeout);
            });
  }

  private void send(HttpClientRequest request, @Nullable ApiBody body) {
    if (body == null) {
      request.end();
      return;
    }
    switch (body) {
      case ApiBody.Bytes bytes -> request.end(bytes.bytes());
      case ApiBody.Streamed streamed -> {
        request.putHeader("Content-Length", Long.toString(streamed.size()));
        streamed
            .source()
            .open()
            .compose(stream -> pipe(streamed, stream, request))
            .onFailure(failure -> request.reset(0, failure));
      }
    }
  }

  private static Future<Void> pipe(
      ApiBody.Streamed body, ReadStream<Buffer> stream, HttpClientRequest request) {
    if (body.before().length() > 0) {
      request.write(body.before());
    }
    return stream
        .pipe()
        .endOnComplete(false)
        .to(request)
        .compose(sent -> body.after().length() > 0 ? request.end(body.after()) : request.end())
        .eventually(() -> stream instanceof AsyncFile file ? file.close() : ended());
  }

  private static Future<Void> ended() {
    return Future.succeededFuture();
  }

  /** The whole body, or {@link BodyTooLarge}. */
  Future<Buffer> read(HttpClientResponse response, long most) {
    Promise<Buffer> whole = Promise.promise();
    Buffer collected = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(collected))
        .handler(
            chunk -> {
              if (collected.length() + chunk.length() > most) {
                whole.tryFail(new BodyTooLarge(most));
                response.request().reset();
              } else if (!whole.future().isComplete()) {
                collected.appendBuffer(chunk);
              }
            });
    response.resume();
    return bounded(whole.future(), response.request(), timeout);
  }

  private <T> Future<T> bounded(Future<T> future, HttpClientRequest request, Duration within) {
    Promise<T> bounded = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, within.toMillis()),
            late -> {
              if (bounded.tryFail(new TimeoutException("no answer within " + within))) {
                request.reset();
              }
            });
    future.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          if (done.succeeded()) {
            bounded.tryComplete(done.result());
          } else {
            bounded.tryFail(done.cause());
          }
        });
    return bounded.future();
  }
}
