package dev.verdict.coordinator.outbound.webhook;

import dev.verdict.coordinator.domain.subscription.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, bounded as a whole. The status decides; of the body only the
 * beginning is read, and one that does not end changes nothing.
 */
final class Exchange {
  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final InstantSource clock;
  private final long began = System.nanoTime();
  private final Promise<Answer> answered = Promise.promise();
  private final FirstBytes body = new FirstBytes();
  // The timer may be on another event loop than the connection.
  private volatile @Nullable HttpClientRequest request;
  private volatile @Nullable HttpClientResponse response;

  Exchange(Vertx vertx, HttpClient client, Duration timeout, InstantSource clock) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = timeout;
    this.clock = clock;
  }

  Future<Answer> post(RequestOptions options, Buffer content) {
    long timer = vertx.setTimer(timeout.toMillis(), late -> giveUp());
    client
        .request(options)
        .compose(
            opened -> {
              request = opened;
              if (answered.future().isComplete()) {
                opened.reset();
                return Future.failedFuture(new TimeoutException());
              }
              // Within the chain, so that it is read from its first byte: a listener at the end may
              // be called only when the answer has gone by.
              return opened.send(content).map(this::read);
            })
        .onFailure(answered::tryFail);
    return answered.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private HttpClientResponse read(HttpClientResponse head) {
    response = head;
    head.exceptionHandler(broken -> answer(head))
        .endHandler(end -> answer(head))
        .handler(
            chunk -> {
              if (!body.take(chunk) && answer(head)) {
                head.request().reset();
              }
            });
    return head;
  }

  private void giveUp() {
    HttpClientResponse head = response;
    boolean first = head == null ? answered.tryFail(new TimeoutException()) : answer(head);
    HttpClientRequest opened = request;
    if (first && opened != null) {
      opened.reset();
    }
  }

  private boolean answer(HttpClientResponse head) {
    return answered.tryComplete(
        Answer.of(
            head.statusCode(),
            Duration.ofNanos(System.nanoTime() - began),
            retryAfter(head.getHeader("retry-after")),
            body.text()));
  }

  /** Seconds, or a date; anything else is as if it were not there. */
  private @Nullable Duration retryAfter(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String value = text.strip();
    try {
      if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}
