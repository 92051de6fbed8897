package dev.verdict.reports.write;

import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

/** Since when tests are bad, and who had changed what, in one sentence. */
public final class FirstSeenWords {
  private static final int FILES = 4;
  private static final int LONGEST = 120;

  private FirstSeenWords() {}

  /**
   * @param foreign how text of others is written where this is read
   * @param run how the words that lead to the first run are written
   */
  public static String sentence(
      FirstSeen seen, UnaryOperator<String> foreign, UnaryOperator<String> run) {
    StringBuilder words = new StringBuilder(Numbers.of(seen.tests(), "bad test"));
    words.append(seen.here() ? " first seen here" : " first seen in ");
    if (!seen.here()) {
      words.append(run.apply("the run of " + LocalDate.ofInstant(seen.at(), ZoneOffset.UTC)));
    }
    commit(words, seen, foreign);
    if (!seen.files().isEmpty()) {
      files(words.append("; changed: "), seen, foreign);
    }
    if (seen.goodCommit() != null && !seen.goodCommit().equals(seen.commit())) {
      words.append("; good in ").append(foreign.apply(shortened(seen.goodCommit())));
    }
    return words.toString();
  }

  private static void commit(StringBuilder words, FirstSeen seen, UnaryOperator<String> foreign) {
    if (seen.commit() != null) {
      words.append(", with ").append(foreign.apply(shortened(seen.commit())));
    }
    if (seen.author() != null) {
      words.append(" by ").append(foreign.apply(Cut.middle(seen.author(), LONGEST)));
    }
    if (seen.title() != null) {
      words.append(": ").append(foreign.apply(Cut.middle(seen.title(), LONGEST)));
    }
  }

  private static void files(StringBuilder words, FirstSeen seen, UnaryOperator<String> foreign) {
    List<String> shown =
        seen.files().stream()
            .limit(FILES)
            .map(file -> foreign.apply(Cut.middle(file, LONGEST)))
            .toList();
    words.append(String.join(", ", shown));
    int more = seen.files().size() - shown.size() + seen.moreFiles();
    if (more > 0) {
      words.append(" and ").append(Numbers.of(more, "file")).append(" more");
    }
  }

  /** Whether there is more to say than that something is bad now. */
  public static boolean tellsSomething(FirstSeen seen) {
    return !seen.here()
        || seen.author() != null
        || seen.title() != null
        || !seen.files().isEmpty()
        || seen.goodCommit() != null;
  }

  private static String shortened(String commit) {
    return String.valueOf(VerdictWords.shortCommit(commit));
  }
}
