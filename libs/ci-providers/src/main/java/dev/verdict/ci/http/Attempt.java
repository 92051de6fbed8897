package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How one try went.
 *
 * @param <T> what a good one gives
 */
sealed interface Attempt<T> {
  record Good<T>(T result) implements Attempt<T> {}

  /**
   * The server answered, and not as the caller wants.
   *
   * @param elsewhere it was not the API that answered, but where it has led us
   */
  record Refused<T>(ApiAnswer answer, AnswerKind kind, LimitNews news, boolean elsewhere)
      implements Attempt<T> {}

  /**
   * No answer that could be read.
   *
   * @param host that was asked
   * @param ill whether the API is to blame
   */
  record Broken<T>(String host, Throwable cause, boolean ill) implements Attempt<T> {
    static <T> Broken<T> of(String api, Throwable cause) {
      if (cause instanceof BrokenElsewhere elsewhere) {
        return new Broken<>(elsewhere.host(), elsewhere.itself(), false);
      }
      return new Broken<>(api, cause, !certain(cause));
    }
  }

  /** Another try would end in the same way. */
  private static boolean certain(Throwable cause) {
    return cause instanceof AnswerRefused || cause instanceof SourceUnreadable;
  }

  /**
   * Whether another try is allowed and makes sense.
   *
   * @param repeatable twice is as good as once
   */
  default Again again(boolean repeatable) {
    return switch (this) {
      case Good<T> good -> Again.NO;
      case Broken<T> broken -> {
        Throwable cause = broken.cause();
        if (cause instanceof SSLException || certain(cause)) {
          yield Again.NO;
        }
        yield repeatable || neverSent(cause) ? Again.YES : Again.IF_NOT_THERE;
      }
      case Refused<T> refused ->
          switch (refused.kind()) {
            case RATE_LIMITED, CONFLICT -> Again.YES;
            case UNAVAILABLE ->
                repeatable || refused.news().retryAfter() != null ? Again.YES : Again.IF_NOT_THERE;
            default -> Again.NO;
          };
    };
  }

  /** Whether to try again. */
  enum Again {
    NO,
    YES,
    /** The server may have done it: look first. */
    IF_NOT_THERE
  }

  private static boolean neverSent(@Nullable Throwable cause) {
    return cause instanceof ConnectException || cause instanceof UnknownHostException;
  }
}
