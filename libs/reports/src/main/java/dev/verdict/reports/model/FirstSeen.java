package dev.verdict.reports.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some bad tests of a run that have been bad on end since one run of its branch, and what that run
 * had in it that was new, as far as it tells.
 *
 * @param tests how many
 * @param examples identities of some of them
 * @param runId the first run in which they were bad
 * @param here whether that is the run itself
 * @param author who changed what it tested; absent where nobody says
 * @param title the first line of the commit's message
 * @param files some of those that were changed, {@code moreFiles} not among them
 * @param goodRunId the run before it, and {@code goodCommit} what that had tested; absent where
 *     there is none on this branch
 */
public record FirstSeen(
    int tests,
    List<String> examples,
    String runId,
    boolean here,
    Instant at,
    @Nullable String commit,
    @Nullable String author,
    @Nullable String title,
    List<String> files,
    int moreFiles,
    @Nullable String goodRunId,
    @Nullable String goodCommit) {

  public FirstSeen {
    examples = List.copyOf(examples);
    files = List.copyOf(files);
  }
}
