package dev.verdict.reporter.domain.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run had in it that was new, as far as it tells.
 *
 * @param author who changed it; whoever only started the run has changed nothing
 * @param title the first line of the commit's message
 * @param allFiles how many files were changed; {@code files} are some of them
 */
public record Touched(
    @Nullable String author, @Nullable String title, List<String> files, int allFiles) {
  public static final Touched UNKNOWN = new Touched(null, null, List.of(), 0);

  public Touched {
    files = List.copyOf(files);
  }
}
