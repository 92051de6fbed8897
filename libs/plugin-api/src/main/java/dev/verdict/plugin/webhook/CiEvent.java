package dev.verdict.plugin.webhook;

import dev.verdict.plugin.ci.RunState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened at a CI system or at the host of a repository, in one language for all. */
public sealed interface CiEvent {
  /**
   * A branch or a tag has moved, appeared or gone.
   *
   * @param ref in full: {@code refs/heads/main}
   * @param branch its name, if it is one
   * @param tag its name, if it is one
   * @param before the commit that it was at; empty if it is new
   * @param after the commit that it is at; empty if it is gone
   * @param changedFiles paths that were added, changed or removed, as far as the sender tells
   * @param filesComplete whether these are all
   * @param message of the latest commit; empty if the sender does not tell
   */
  record Push(
      Repository repository,
      String ref,
      @Nullable String branch,
      @Nullable String tag,
      String before,
      String after,
      boolean deleted,
      List<String> changedFiles,
      boolean filesComplete,
      String sender,
      String message)
      implements CiEvent {
    public Push {
      changedFiles = List.copyOf(changedFiles);
    }
  }

  /**
   * @param number as people know it, without {@code #} or {@code !}
   * @param headSha the latest commit of what is proposed, never of a merge made for trying it;
   *     empty if the sender does not tell
   * @param headRepository where that is; null if the sender does not tell, or it is gone
   * @param fork whether that is another repository than this one, or may be
   */
  record PullRequest(
      Repository repository,
      String number,
      Action action,
      String title,
      String headSha,
      String headBranch,
      @Nullable String headRepository,
      boolean fork,
      String baseBranch,
      List<String> labels,
      String author,
      String sender)
      implements CiEvent {
    public PullRequest {
      labels = List.copyOf(labels);
    }

    /** What was done to it. */
    public enum Action {
      OPENED,
      /** It has new commits. */
      UPDATED,
      REOPENED,
      CLOSED,
      MERGED,
      LABELLED,
      /** Anything else, such as a new title or a review. */
      OTHER
    }
  }

  /**
   * A run of the CI system: a workflow, a pipeline, a build.
   *
   * @param runId by which the provider of the same name knows it
   * @param word what the CI system says of its state, as it says it
   * @param sha the commit that people know; of a pull request its head, where the sender tells
   * @param pullRequest its number, where the sender tells
   */
  record CiRun(
      @Nullable Repository repository,
      String runId,
      String name,
      Phase phase,
      RunState state,
      String word,
      @Nullable String sha,
      @Nullable String branch,
      @Nullable String pullRequest,
      @Nullable URI url,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt)
      implements CiEvent {
    /** How far it is. */
    public enum Phase {
      QUEUED,
      STARTED,
      FINISHED
    }
  }

  /**
   * Somebody wrote something at a pull request.
   *
   * @param author their name at the host of the repository
   * @param mayWrite whether the body proves that they may write to the repository
   * @param standing what the body says of that, in the sender's word; empty if nothing
   */
  record Comment(
      Repository repository,
      String pullRequest,
      String id,
      String text,
      String author,
      boolean mayWrite,
      String standing,
      @Nullable URI url)
      implements CiEvent {}

  /**
   * Somebody tries whether deliveries arrive.
   *
   * @param what the sender says with it
   */
  record Ping(String what) implements CiEvent {}

  /**
   * Nothing that concerns us.
   *
   * @param word the sender's word for it
   */
  record Ignored(String word, String why) implements CiEvent {}
}
