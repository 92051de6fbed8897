package dev.verdict.runtime.http;

import dev.verdict.runtime.logging.Masking;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Named parts, each asked in parallel and within a time, so that one that hangs hides no other. */
public final class HealthChecks {
  private static final Duration USUAL_TIME = Duration.ofSeconds(2);
  private static final int LONGEST_DETAIL = 300;

  /** Asks one part. Its failure means down; a text that it gives is shown. */
  public interface Check {
    Future<?> ask();
  }

  private record Part(String name, boolean required, Duration within, Check check) {}

  private final List<Part> parts = new ArrayList<>();

  /** A part without which the service is not healthy and not ready. */
  public HealthChecks required(String name, Check check) {
    return add(name, true, USUAL_TIME, check);
  }

  /** A part that is shown, and whose failure only degrades. */
  public HealthChecks optional(String name, Check check) {
    return add(name, false, USUAL_TIME, check);
  }

  public HealthChecks add(String name, boolean required, Duration within, Check check) {
    if (parts.stream().anyMatch(part -> part.name.equals(name))) {
      throw new IllegalArgumentException("health check: " + name + " (expected: a new name)");
    }
    parts.add(new Part(name, required, within, check));
    return this;
  }

  /** Takes in the parts of another, as {@code prefix.name}; with an empty prefix as they are. */
  public HealthChecks include(String prefix, HealthChecks others) {
    for (Part part : others.parts) {
      String name = prefix.isEmpty() ? part.name : prefix + "." + part.name;
      add(name, part.required, part.within, part.check);
    }
    return this;
  }

  public Future<HealthReport> ask() {
    List<Future<HealthReport.Part>> asked = parts.stream().map(HealthChecks::ask).toList();
    return Future.join(asked)
        .map(
            all -> {
              Map<String, HealthReport.Part> answers = new LinkedHashMap<>();
              for (int i = 0; i < parts.size(); i++) {
                answers.put(parts.get(i).name, asked.get(i).result());
              }
              return HealthReport.of(answers);
            });
  }

  private static Future<HealthReport.Part> ask(Part part) {
    long start = System.nanoTime();
    return answer(part)
        .timeout(part.within.toMillis(), TimeUnit.MILLISECONDS)
        .map(detail -> report(part, true, start, detail instanceof String text ? text : null))
        .otherwise(failure -> report(part, false, start, reason(part, failure)));
  }

  private static Future<Object> answer(Part part) {
    try {
      return part.check.ask().map(answer -> answer);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static HealthReport.Part report(
      Part part, boolean up, long start, @Nullable String detail) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return new HealthReport.Part(
        up ? HealthReport.UP : HealthReport.DOWN, part.required, millis, bounded(detail));
  }

  private static String reason(Part part, Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "no answer in " + part.within.toMillis() + " ms";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  // Anybody may ask for health, so what it tells is masked and short.
  private static @Nullable String bounded(@Nullable String detail) {
    if (detail == null || detail.isEmpty()) {
      return null;
    }
    String masked = Masking.mask(detail);
    return masked.length() <= LONGEST_DETAIL ? masked : masked.substring(0, LONGEST_DETAIL) + "…";
  }
}
