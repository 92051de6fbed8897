package dev.verdict.contract.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next pass it as {@code cursor} for the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public static final int DEFAULT_SIZE = 100;
  public static final int MOST = 1000;
}
