package dev.verdict.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends requests. Each has a bound for the answer and for its body; what may be sent twice is sent
 * again for a while when nobody answers, or one is too busy.
 */
final class Calls {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final Patience patience;
  private final AtomicBoolean answered;

  Calls(Patience patience) {
    this(patience, ClientTls.USUAL);
  }

  Calls(Patience patience, ClientTls tls) {
    this(client(tls), patience, new AtomicBoolean());
  }

  private static HttpClient client(ClientTls tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
    tls.context().ifPresent(builder::sslContext);
    return builder.build();
  }

  private Calls(HttpClient http, Patience patience, AtomicBoolean answered) {
    this.http = http;
    this.patience = patience;
    this.answered = answered;
  }

  Calls within(Duration most) {
    return new Calls(http, patience.atMost(most), answered);
  }

  /** As to one of whom nothing is known yet, in the same way. */
  Calls elsewhere() {
    return new Calls(http, patience, new AtomicBoolean());
  }

  /** As to one who is there for sure, even if he does not answer yet. */
  Calls trusting() {
    return new Calls(http, patience, new AtomicBoolean(true));
  }

  Patience patience() {
    return patience;
  }

  /** What becomes of an answer; it closes the body, or hands it on. */
  interface Taking<T> {
    T take(HttpResponse<InputStream> answer, InputStream body) throws IOException;
  }

  /**
   * @param within the headers have to be there, and the body too unless it is a stream
   * @param twice whether it does no harm when it arrives twice
   */
  <T> T send(
      HttpRequest request, Duration within, boolean stream, boolean twice, Taking<T> taking) {
    long start = System.nanoTime();
    for (int tries = 1; ; tries++) {
      try {
        long asked = System.nanoTime();
        HttpResponse<InputStream> answer =
            http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        answered.set(true);
        Duration pause = patience.pauseAfter(tries - 1);
        if (twice && BUSY.contains(answer.statusCode()) && hasTime(start, pause)) {
          answer.body().close();
          Thread.sleep(retryAfter(answer).filter(wait -> hasTime(start, wait)).orElse(pause));
          continue;
        }
        Duration left = within.minusNanos(System.nanoTime() - asked);
        Optional<Duration> whole = stream ? Optional.empty() : Optional.of(left);
        return taking.take(answer, new WatchedBody(answer.body(), patience.silence(), whole));
      } catch (IOException e) {
        Duration pause = patience.pauseAfter(tries - 1);
        if (!twice || !hasTime(start, pause)) {
          throw new Unreachable(request.uri(), e);
        }
        pause(request, pause);
      } catch (InterruptedException e) {
        throw interrupted(request, e);
      }
    }
  }

  private boolean hasTime(long start, Duration wait) {
    Duration most = answered.get() ? patience.acquaintance() : patience.stranger();
    return System.nanoTime() - start + wait.toNanos() < most.toNanos();
  }

  private static void pause(HttpRequest request, Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(request, e);
    }
  }

  private static Unreachable interrupted(HttpRequest request, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Unreachable(request.uri(), e);
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
