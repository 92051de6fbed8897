package dev.verdict.coordinator.domain.trigger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for in a comment: {@code /verdict rerun}, alone on its line, with {@code
 * failed}, {@code lost} or {@code all} behind it.
 */
public final class RerunWish {
  private static final Set<String> KINDS = Set.of("failed", "lost", "all");
  private static final int MOST_LINES = 200;

  /** One stands in each comment that Verdict writes: what it quotes asks for nothing. */
  private static final List<String> OURS = List.of("<!-- verdict:", "[//]: # (verdict:");

  private RerunWish() {}

  /** What to run again, or nothing where nobody asks for it. */
  public static Optional<String> in(String comment) {
    if (OURS.stream().anyMatch(comment::contains)) {
      return Optional.empty();
    }
    return comment
        .lines()
        .limit(MOST_LINES)
        .map(line -> line.strip().toLowerCase(Locale.ROOT).split("\\s+", 4))
        .filter(words -> words.length >= 2 && words.length <= 3)
        .filter(words -> words[0].equals("/verdict") && words[1].equals("rerun"))
        .map(words -> words.length == 2 ? "failed" : words[2])
        .filter(KINDS::contains)
        .findFirst();
  }
}
