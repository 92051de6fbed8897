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

  /**
   * The answer, paused, as soon as its head is there.
   *
   * @param streams how long it takes to its end nobody knows; it is bounded by its progress
   */
  Future<HttpClientResponse> head(RequestOptions options, @Nullable ApiBody body, boolean streams) {
    options.setConnectTimeout(timeout.toMillis());
    if (streams || body instanceof ApiBody.Streamed) {
      options.setIdleTimeout(timeout.toMillis());
    }
    if (body instanceof ApiBody.Streamed streamed) {
      // What cannot be read is found out before anybody is asked.
      return streamed
          .source()
          .open()
          .recover(unreadable -> Future.failedFuture(new SourceUnreadable(unreadable)))
          .compose(stream -> upload(options, streamed, stream));
    }
    return client
        .request(options)
        .compose(
            request -> {
              Future<HttpClientResponse> answer = paused(request);
              if (body instanceof ApiBody.Bytes bytes) {
                request.end(bytes.bytes());
              } else {
                request.end();
              }
              return bounded(answer, request, timeout);
            });
  }

  private static Future<HttpClientResponse> paused(HttpClientRequest request) {
    return request
        .response()
        .map(
            response -> {
              response.pause();
              // From here on it is remembered how it ends, whoever asks later: what breaks before
              // somebody listens is lost otherwise.
              response.end();
              return response;
            });
  }

  /** It can be long, and is bounded by its progress. */
  private Future<HttpClientResponse> upload(
      RequestOptions options, ApiBody.Streamed body, ReadStream<Buffer> stream) {
    return client
        .request(options)
        .onFailure(noConnection -> closed(stream))
        .compose(
            request -> {
              Future<HttpClientResponse> answer = paused(request);
              request.putHeader("Content-Length", Long.toString(body.size()));
              pipe(body, stream, request).onFailure(failure -> request.reset(0, failure));
              return answer;
            });
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
        .eventually(() -> closed(stream));
  }

  private static Future<Void> closed(ReadStream<Buffer> stream) {
    return stream instanceof AsyncFile file ? file.close() : Future.succeededFuture();
  }

  /** The whole body, or {@link AnswerRefused}. */
  Future<Buffer> read(HttpClientResponse response, long most) {
    Promise<Buffer> whole = Promise.promise();
    Buffer collected = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(collected))
        .handler(
            chunk -> {
              if (collected.length() + chunk.length() > most) {
                whole.tryFail(AnswerRefused.longerThan(most));
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
