package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a problem. Throw it, or fail a future with it; whoever asked gets RFC 9457. It
 * has no stack trace, because it tells about the request and not about the program.
 */
public final class Fail extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, List<String>> headers;

  private Fail(Problem problem, Map<String, List<String>> headers) {
    super(problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()));
    this.problem = problem;
    this.headers = headers;
  }

  public Problem problem() {
    return problem;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  /** With what is to be logged, and not to be told. */
  public Fail because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Any status, with a title that says the category in a few words. */
  public static Fail of(int status, String title, @Nullable String detail) {
    return new Fail(problem(status, title, detail, List.of()), Map.of());
  }

  public static Fail notFound(String what, Object id) {
    return of(
        404,
        "Not found",
        what + ": " + Shown.text(String.valueOf(id)) + " (expected: one that exists)");
  }

  /** It was there once. */
  public static Fail gone(String what, Object id, String why) {
    return of(410, "Gone", what + ": " + Shown.text(String.valueOf(id)) + " (" + why + ")");
  }

  public static Fail badField(String field, @Nullable Object value, String expected) {
    return badRequest(List.of(fault(field, value, expected)));
  }

  public static Fail badRequest(List<Problem.Fault> faults) {
    String detail =
        faults.size() == 1
            ? Shown.sentence(faults.getFirst())
            : faults.size() + " things are wrong";
    return new Fail(problem(400, "Bad request", detail, faults), Map.of());
  }

  /** With a value that is short and no secret. */
  public static Problem.Fault fault(String field, @Nullable Object value, String expected) {
    return new Problem.Fault(field, Shown.value(field, value), expected);
  }

  public static Fail conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  public static Fail unprocessable(String detail) {
    return of(422, "Cannot be processed", detail);
  }

  public static Fail forbidden(String detail) {
    return of(403, "Forbidden", detail);
  }

  public static Fail unauthorized(String detail) {
    return new Fail(
        problem(401, "Unauthorized", detail, List.of()),
        // A line each: browsers show their dialog only for a Basic that stands alone.
        Map.of(
            "WWW-Authenticate", List.of("Basic realm=\"verdict\", charset=\"UTF-8\"", "Bearer")));
  }

  public static Fail tooLarge(long most) {
    return of(
        413, "Too large", "body: more than " + most + " bytes (expected: at most " + most + ")");
  }

  public static Fail unsupportedMediaType(@Nullable String found, String expected) {
    String shown = found == null ? "none" : Shown.text(found);
    return new Fail(
        problem(
            415,
            "Unsupported media type",
            "Content-Type: " + shown + " (expected: " + expected + ")",
            List.of()),
        Map.of("Accept", List.of(expected)));
  }

  public static Fail methodNotAllowed(String method, String allow) {
    return new Fail(
        problem(
            405,
            "Method not allowed",
            "method: " + method + " (expected: " + allow + ")",
            List.of()),
        Map.of("Allow", List.of(allow)));
  }

  public static Fail tooMany(String detail, Duration retryAfter) {
    return new Fail(problem(429, "Too many requests", detail, List.of()), retryAfter(retryAfter));
  }

  public static Fail unavailable(String detail, Duration retryAfter) {
    return new Fail(problem(503, "Unavailable", detail, List.of()), retryAfter(retryAfter));
  }

  /** Our own mistake; the id finds it in the log. */
  static Fail incident(String id) {
    Problem problem =
        new Problem(
            "urn:verdict:problem:internal-error",
            "Internal error",
            500,
            "this is our mistake; the log has it under this incident",
            "urn:verdict:incident:" + id,
            List.of());
    return new Fail(problem, Map.of());
  }

  private static Map<String, List<String>> retryAfter(Duration time) {
    return Map.of("Retry-After", List.of(Long.toString(Math.max(1, time.toSeconds()))));
  }

  private static Problem problem(
      int status, String title, @Nullable String detail, List<Problem.Fault> faults) {
    String type =
        "urn:verdict:problem:" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    return new Problem(type, title, status, detail, null, faults);
  }
}
