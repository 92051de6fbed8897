package dev.verdict.ci.http;

import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RateLimitError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes of an answer, or of its absence, what the person is told. */
record Errors(String provider, ApiDialect dialect, Redaction redaction) {

  /**
   * @param operation of whoever is told
   */
  CiProviderError of(Operation operation, CallFailed.Why why) {
    return switch (why) {
      case CallFailed.Why.Refused refused ->
          of(
              answered(operation, refused.answer()),
              refused.kind(),
              refused.kind() == AnswerKind.RATE_LIMITED ? refused.until() : null);
      case CallFailed.Why.Broken broken -> of(operation, broken.host(), broken.cause());
      case CallFailed.Why.LeftAlone alone -> open(operation, alone.host(), alone.until());
      case CallFailed.Why.Late late -> of(operation, late.late());
    };
  }

  /** The answer to a question that somebody else may have asked for something else. */
  ApiAnswer answered(Operation operation, ApiAnswer answer) {
    return answer.operation() == operation && answer.provider().equals(provider)
        ? answer
        : new ApiAnswer(
            provider, operation, answer.url(), answer.status(), answer.headers(), answer.body());
  }

  private CiProviderError of(ApiAnswer answer, AnswerKind kind, @Nullable Instant until) {
    String said = redaction.clean(dialect.message(answer));
    String words = HttpResponseStatus.valueOf(answer.status()).reasonPhrase();
    String advice =
        dialect.advice(answer.operation(), kind, answer).orElseGet(() -> advice(kind, until));
    Failure failure =
        new Failure(
            provider,
            answer.operation(),
            answer.status(),
            dialect.requestId(answer).map(redaction::clean).orElse(null),
            said.isEmpty() ? words : said,
            redaction.clean(advice),
            null);
    return switch (kind) {
      case AUTHENTICATION -> new AuthenticationError(failure);
      case PERMISSION -> new PermissionError(failure);
      case NOT_FOUND, GONE -> new ResourceNotFoundError(failure);
      case RATE_LIMITED -> new RateLimitError(failure, until);
      case REFUSED -> new ConfigurationError(failure);
      case OK, CONFLICT, UNAVAILABLE -> new ConnectionError(failure);
    };
  }

  private static String advice(AnswerKind kind, @Nullable Instant until) {
    return switch (kind) {
      case AUTHENTICATION -> "set a credential that is valid and not expired";
      case PERMISSION -> "give the credential the right to do this";
      case NOT_FOUND ->
          "check the name, and that the credential may see it: what it may not see is not found";
      case GONE -> "it is not kept any longer";
      case RATE_LIMITED ->
          until == null
              ? "wait, or call less often"
              : "wait until " + until + ", or call less often";
      case REFUSED -> "check the settings and what was sent";
      case CONFLICT -> "somebody else is changing the same: try again later";
      case OK, UNAVAILABLE -> "try again later, and look at the status page of the CI system";
    };
  }

  private CiProviderError of(Operation operation, TooLate late) {
    Instant until = late.until();
    return new RateLimitError(
        Failure.of(
            provider,
            operation,
            String.valueOf(late.getMessage()),
            until == null ? "call less often" : advice(AnswerKind.RATE_LIMITED, until)),
        until);
  }

  private CiProviderError open(Operation operation, String host, Instant until) {
    return new ConnectionError(
        Failure.of(
            provider,
            operation,
            host + " failed too often in a row and is left alone until " + until,
            advice(AnswerKind.UNAVAILABLE, null)));
  }

  /** Nothing came that could be read to its end. */
  CiProviderError of(Operation operation, String host, Throwable cause) {
    if (cause instanceof CiProviderError known) {
      return known;
    }
    String why = redaction.clean(String.valueOf(cause.getMessage()));
    if (cause instanceof SourceUnreadable) {
      return new ConfigurationError(
          Failure.of(provider, operation, "what is to be sent: " + why, "check the file")
              .because(new Cause(why)));
    }
    String advice = "check the address, the network and the proxy";
    if (cause instanceof TimeoutException) {
      why = "no answer in time";
      advice = "try again later, or set a longer timeout";
    } else if (cause instanceof SSLException) {
      advice = "if it has a certificate of its own authority, set ca_file";
    }
    return new ConnectionError(
        Failure.of(provider, operation, host + ": " + why, advice)
            .because(new Cause(cause.getClass().getSimpleName() + ": " + why)));
  }

  /** A cause whose message is clean; the original could hold a URL. */
  private static final class Cause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cause(String message) {
      super(message, null, false, false);
    }
  }
}
