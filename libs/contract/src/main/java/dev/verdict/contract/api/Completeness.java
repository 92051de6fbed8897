package dev.verdict.contract.api;

import java.util.List;

/**
 * Whether everything that was planned is accounted for.
 *
 * @param planned how many tests, or files where tests are not known, the plan names
 * @param accounted how many of them have a verdict other than {@code lost}
 * @param missing identities of those that have not; at most {@link #MOST_MISSING}, the worst hidden
 *     by nothing: {@code planned - accounted} is the whole number
 */
public record Completeness(int planned, int accounted, List<String> missing) {
  public static final int MOST_MISSING = 100;
}
