package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reports.write.markdown.CommentTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How runs are told.
 *
 * @param surfaces where
 * @param format how much the test run says
 * @param interval between two words about a run that goes on
 * @param onCompletionOnly whether nothing is said before the end
 * @param context how marks are called; {@code {suite}} stands for the suite
 * @param comment when there is one
 * @param oneComment whether the comment is edited, or each run makes its own
 * @param baseBranches to compare with where nobody says to which branch a change goes
 * @param concurrency places that are told at a time, for each provider
 * @param lease after which another reporter goes on where one died
 * @param poll how often to look for what others have taken in
 * @param giveUpAfter so long nothing may work
 * @param publicUrl where people find us; without it there are no links
 */
public record TellingRules(
    Set<Surface> surfaces,
    Format format,
    Duration interval,
    boolean onCompletionOnly,
    String context,
    CommentWhen comment,
    CommentTemplate template,
    boolean oneComment,
    List<String> baseBranches,
    int concurrency,
    Duration lease,
    Duration poll,
    Duration giveUpAfter,
    Optional<URI> publicUrl) {

  public static final Duration USUAL_INTERVAL = Duration.ofSeconds(60);

  /** How much the test run says. */
  public enum Format {
    MINIMAL,
    BASIC,
    DETAILED
  }

  /** When a pull request gets a comment. One that is there is brought up to date in any case. */
  public enum CommentWhen {
    ALWAYS,
    ON_FAILURE,
    ON_CHANGE
  }

  public static final TellingRules USUAL =
      new TellingRules(
          Set.of(Surface.values()),
          Format.DETAILED,
          USUAL_INTERVAL,
          false,
          "verdict/{suite}",
          CommentWhen.ALWAYS,
          CommentTemplate.DEFAULT,
          true,
          List.of("main", "master"),
          8,
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          Optional.empty());

  public String contextOf(String suite) {
    return context.replace("{suite}", suite);
  }
}
