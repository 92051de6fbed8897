package dev.verdict.artifacts.usecase.links;

import dev.verdict.plugin.ci.CiProviderError;
import java.util.concurrent.TimeoutException;

/** What went wrong, for the person who asked. */
public final class Problems {
  private Problems() {}

  /** Errors of providers were written for people and hold no secret; of others only the kind. */
  public static String words(Throwable problem) {
    return switch (problem) {
      case CiProviderError told -> String.valueOf(told.getMessage());
      case TimeoutException late -> "the CI system did not answer in time";
      case Turnstile.TooManyQuestions many -> String.valueOf(many.getMessage());
      default -> "the listing could not be read (" + problem.getClass().getSimpleName() + ")";
    };
  }
}
