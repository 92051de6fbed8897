package dev.verdict.coordinator.domain.trigger;

import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger can look at, whatever kind of event it was. Texts that the event does not have are
 * empty.
 *
 * @param branch of a pull request the one that is proposed
 * @param number of the pull request
 * @param action of a pull request: opened, updated, …
 * @param gone the branch or tag is deleted
 * @param paths of a push; complete or not
 * @param text the title, the message or the comment
 * @param state of a run in a CI system
 * @param mayWrite the sender is proven to be allowed to write to the repository
 * @param ciRun only of a run of a CI system
 */
public record EventFacts(
    String provider,
    EventKind kind,
    String repository,
    @Nullable URI cloneUrl,
    @Nullable URI url,
    String branch,
    String tag,
    String baseBranch,
    String sha,
    String number,
    String action,
    boolean gone,
    boolean fork,
    List<String> labels,
    List<String> paths,
    boolean pathsComplete,
    String sender,
    String text,
    String state,
    boolean mayWrite,
    @Nullable CiRun ciRun) {

  /**
   * A run of a CI system as it was told.
   *
   * @param id by which the provider of the same name knows it
   * @param word what the CI system says of its state, as it says it
   */
  public record CiRun(
      String id, RunState state, String word, boolean finished, @Nullable Instant finishedAt) {}

  /** Nothing for an event that no trigger can wait for. */
  public static Optional<EventFacts> of(String provider, CiEvent event) {
    return switch (event) {
      case CiEvent.Push push -> Optional.of(of(provider, push));
      case CiEvent.PullRequest request -> Optional.of(of(provider, request));
      case CiEvent.CiRun run -> Optional.of(of(provider, run));
      case CiEvent.Comment comment -> Optional.of(of(provider, comment));
      case CiEvent.Ping ping -> Optional.empty();
      case CiEvent.Ignored ignored -> Optional.empty();
    };
  }

  private static EventFacts of(String provider, CiEvent.Push push) {
    Repository repository = push.repository();
    return new EventFacts(
        provider,
        push.tag() == null ? EventKind.PUSH : EventKind.TAG,
        repository.name(),
        repository.cloneUrl(),
        repository.webUrl(),
        orEmpty(push.branch()),
        orEmpty(push.tag()),
        "",
        push.after(),
        "",
        "",
        push.deleted(),
        false,
        List.of(),
        push.changedFiles(),
        push.filesComplete(),
        push.sender(),
        push.message(),
        "",
        true,
        null);
  }

  private static EventFacts of(String provider, CiEvent.PullRequest request) {
    Repository repository = request.repository();
    return new EventFacts(
        provider,
        EventKind.PULL_REQUEST,
        repository.name(),
        repository.cloneUrl(),
        repository.webUrl(),
        request.headBranch(),
        "",
        request.baseBranch(),
        request.headSha(),
        request.number(),
        request.action().name().toLowerCase(Locale.ROOT),
        false,
        request.fork(),
        request.labels(),
        List.of(),
        false,
        request.sender(),
        request.title(),
        "",
        false,
        null);
  }

  private static EventFacts of(String provider, CiEvent.CiRun run) {
    Repository repository = run.repository();
    return new EventFacts(
        provider,
        switch (run.phase()) {
          case QUEUED -> EventKind.RUN_QUEUED;
          case STARTED -> EventKind.RUN_STARTED;
          case FINISHED -> EventKind.RUN_FINISHED;
        },
        repository == null ? "" : repository.name(),
        repository == null ? null : repository.cloneUrl(),
        run.url(),
        orEmpty(run.branch()),
        "",
        "",
        orEmpty(run.sha()),
        orEmpty(run.pullRequest()),
        "",
        false,
        false,
        List.of(),
        List.of(),
        false,
        "",
        run.name(),
        run.state().name().toLowerCase(Locale.ROOT),
        false,
        new CiRun(
            run.runId(),
            run.state(),
            run.word(),
            run.phase() == CiEvent.CiRun.Phase.FINISHED,
            run.finishedAt()));
  }

  private static EventFacts of(String provider, CiEvent.Comment comment) {
    return new EventFacts(
        provider,
        EventKind.COMMENT,
        comment.repository().name(),
        comment.repository().cloneUrl(),
        comment.url(),
        "",
        "",
        "",
        "",
        comment.pullRequest(),
        "",
        false,
        false,
        List.of(),
        List.of(),
        false,
        comment.author(),
        comment.text(),
        "",
        comment.mayWrite(),
        null);
  }

  /** The same of a commit that is named otherwise. */
  public EventFacts withSha(String other) {
    return new EventFacts(
        provider,
        kind,
        repository,
        cloneUrl,
        url,
        branch,
        tag,
        baseBranch,
        other,
        number,
        action,
        gone,
        fork,
        labels,
        paths,
        pathsComplete,
        sender,
        text,
        state,
        mayWrite,
        ciRun);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** For the expression of a trigger. */
  Map<String, Object> variables() {
    return Map.ofEntries(
        Map.entry("provider", provider),
        Map.entry("event", kind.word()),
        Map.entry("repository", repository),
        Map.entry("branch", branch),
        Map.entry("tag", tag),
        Map.entry("base_branch", baseBranch),
        Map.entry("sha", sha),
        Map.entry("number", number),
        Map.entry("action", action),
        Map.entry("fork", fork),
        Map.entry("labels", labels),
        Map.entry("paths", paths),
        Map.entry("sender", sender),
        Map.entry("text", text),
        Map.entry("state", state));
  }
}
