package dev.verdict.ci.generic;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import dev.verdict.plugin.webhook.Repository;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shapes of docs/webhooks/generic.md. */
final class GenericEvents {
  private GenericEvents() {}

  private static @Nullable Repository repositoryOrNull(Payload body) {
    return body.find("repository") == null ? null : repository(body);
  }

  private static Repository repository(Payload body) {
    Payload repository = body.object("repository");
    return new Repository(
        GitNames.repository(repository, "name"),
        repository.link("clone_url"),
        repository.link("web_url"),
        repository.textOrNull("default_branch"),
        repository.flag("private"));
  }

  static CiEvent push(Payload body) {
    String ref = GitNames.ref(body, "ref");
    String before = GitNames.shaOrNull(body, "before");
    String after = GitNames.shaOrNull(body, "after");
    boolean deleted = body.flag("deleted");
    if (!deleted && after == null) {
      throw body.wrong("after", "the id of a commit, or deleted: true");
    }
    return new CiEvent.Push(
        repository(body),
        ref,
        GitNames.branch(ref),
        GitNames.tag(ref),
        before == null ? "" : before,
        deleted || after == null ? "" : after,
        deleted,
        body.texts("changed_files"),
        body.flag("files_complete"),
        body.text("sender", ""),
        body.text("message", ""));
  }

  static CiEvent pullRequest(Payload body) {
    Payload pull = body.object("pull_request");
    Repository repository = repository(body);
    String head = pull.textOrNull("head_repository");
    return new CiEvent.PullRequest(
        repository,
        pull.id("number"),
        word(Action.values(), body, "action"),
        pull.text("title", ""),
        GitNames.sha(pull, "head_sha"),
        GitNames.ref(pull, "head_branch"),
        head == null ? repository.name() : head,
        head != null && !head.equalsIgnoreCase(repository.name()),
        GitNames.ref(pull, "base_branch"),
        pull.texts("labels"),
        pull.text("author", ""),
        body.text("sender", ""));
  }

  static CiEvent comment(Payload body) {
    Payload comment = body.object("comment");
    boolean mayWrite = comment.flag("may_write");
    return new CiEvent.Comment(
        repository(body),
        comment.id("pull_request"),
        comment.id("id"),
        comment.text("text", ""),
        comment.text("author", ""),
        // Who has the secret is believed.
        mayWrite,
        mayWrite ? "may_write" : "",
        comment.link("url"));
  }

  static CiEvent run(Payload body, Phase phase) {
    Payload run = body.object("run");
    String word = run.text("state", said(phase));
    return new CiEvent.CiRun(
        repositoryOrNull(body),
        run.id("id"),
        run.text("name", "run"),
        phase,
        state(phase, word),
        word,
        GitNames.shaOrNull(run, "sha"),
        run.textOrNull("branch"),
        run.idOrNull("pull_request"),
        run.link("url"),
        run.time("started_at"),
        run.time("finished_at"));
  }

  private static String said(Phase phase) {
    return switch (phase) {
      case QUEUED -> "queued";
      case STARTED -> "running";
      case FINISHED -> "";
    };
  }

  /** A run that has finished in a word that is new is known to have finished, and no more. */
  private static RunState state(Phase phase, String word) {
    return switch (phase) {
      case QUEUED -> RunState.QUEUED;
      case STARTED -> RunState.RUNNING;
      case FINISHED ->
          Arrays.stream(RunState.values())
              .filter(each -> each.isFinal() && each.name().equalsIgnoreCase(word))
              .findFirst()
              .orElse(RunState.UNKNOWN);
    };
  }

  private static <E extends Enum<E>> E word(E[] words, Payload at, String name) {
    String said = at.text(name);
    return Arrays.stream(words)
        .filter(each -> each.name().equalsIgnoreCase(said))
        .findFirst()
        .orElseThrow(() -> at.wrong(name, choices(words)));
  }

  private static String choices(Enum<?>[] words) {
    return Arrays.stream(words)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
