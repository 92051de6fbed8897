package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How often a task is tried again.
 *
 * @param failures after a bad verdict; a test that passes then is flaky
 * @param lost after its worker was lost
 */
public record RetryPolicy(int failures, int lost) {
  public static final RetryPolicy DEFAULT = new RetryPolicy(0, 2);

  /** What is left out is as in {@link #DEFAULT}. */
  @JsonCreator
  public static RetryPolicy of(
      @JsonProperty("failures") @Nullable Integer failures,
      @JsonProperty("lost") @Nullable Integer lost) {
    return new RetryPolicy(
        failures == null ? DEFAULT.failures() : failures, lost == null ? DEFAULT.lost() : lost);
  }
}
