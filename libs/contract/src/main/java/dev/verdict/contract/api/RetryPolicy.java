package dev.verdict.contract.api;

/**
 * How often a task is tried again.
 *
 * @param failures after a bad verdict; a test that passes then is flaky
 * @param lost after its worker was lost
 */
public record RetryPolicy(int failures, int lost) {
  public static final RetryPolicy DEFAULT = new RetryPolicy(0, 2);

  /** No policy asks for more. */
  public static final int MOST = 10;
}
