package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What providers share: limits of a host and a credential, the health of a host, known answers. */
final class SharedState {
  private static final long CACHE_BYTES = 16L << 20;

  private final Clock clock;
  private final Timers timers;
  private final Map<String, Limiter> limiters = new ConcurrentHashMap<>();
  private final Map<Origin, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<String, Future<ApiAnswer>> underWay = new ConcurrentHashMap<>();
  private final Map<Origin, AtomicLong> changes = new ConcurrentHashMap<>();
  private final AnswerCache answers = new AnswerCache(CACHE_BYTES);

  SharedState(Clock clock, Timers timers) {
    this.clock = clock;
    this.timers = timers;
  }

  Limiter limiter(Origin origin, String credential, ConnectionSettings settings) {
    return limiters.computeIfAbsent(
        origin + " " + digest(credential),
        key ->
            new Limiter(
                clock,
                timers,
                settings.concurrency(),
                settings.requestsPerSecond(),
                settings.queue()));
  }

  CircuitBreaker breaker(Origin origin, ConnectionSettings settings) {
    return breakers.computeIfAbsent(
        origin, key -> new CircuitBreaker(clock, settings.breakAfter(), settings.breakFor()));
  }

  AnswerCache answers() {
    return answers;
  }

  /** The answer to come; not mine if somebody else has asked the same already. */
  record Question(Future<ApiAnswer> answer, boolean mine) {}

  /**
   * Equal questions at the same time are one call, unless something was changed since the other was
   * asked: whoever has written reads what he wrote.
   */
  Question ask(Origin origin, String question, Supplier<Future<ApiAnswer>> call) {
    String key = changes(origin).get() + " " + question;
    Promise<ApiAnswer> mine = Promise.promise();
    Future<ApiAnswer> other = underWay.putIfAbsent(key, mine.future());
    if (other != null) {
      return new Question(other, false);
    }
    call.get()
        .onComplete(
            done -> {
              underWay.remove(key);
              mine.complete(done.result(), done.cause());
            });
    return new Question(mine.future(), true);
  }

  /** Something was written there, or may have been. */
  void changed(Origin origin) {
    changes(origin).incrementAndGet();
  }

  private AtomicLong changes(Origin origin) {
    return changes.computeIfAbsent(origin, key -> new AtomicLong());
  }

  /** Keys are kept; credentials are not. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
