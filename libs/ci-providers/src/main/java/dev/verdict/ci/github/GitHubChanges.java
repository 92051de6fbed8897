package dev.verdict.ci.github;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import dev.verdict.plugin.webhook.Repository;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pushes and pull requests as GitHub tells them. */
final class GitHubChanges {
  /** GitHub tells no more of a push. */
  private static final int MOST_COMMITS = 2_048;

  private GitHubChanges() {}

  static Repository repository(Payload body) {
    Payload repository = body.object("repository");
    return new Repository(
        GitNames.repository(repository, "full_name"),
        repository.link("clone_url"),
        repository.link("html_url"),
        repository.textOrNull("default_branch"),
        repository.flag("private"));
  }

  static String login(Payload body, String of) {
    Payload person = body.find(of);
    return person == null ? "" : person.text("login", person.text("name", ""));
  }

  static CiEvent push(Payload body) {
    String ref = GitNames.ref(body, "ref");
    List<Payload> commits = body.objects("commits");
    String after = GitNames.sha(body, "after");
    boolean deleted = after.isEmpty() || body.flag("deleted");
    Payload head = body.find("head_commit");
    // Commits that were there before, or are not there any more, are not told.
    boolean whole = !body.flag("created") && !body.flag("forced") && !deleted;
    return new CiEvent.Push(
        repository(body),
        ref,
        GitNames.branch(ref),
        GitNames.tag(ref),
        GitNames.sha(body, "before"),
        deleted ? "" : after,
        deleted,
        files(commits),
        whole && !commits.isEmpty() && commits.size() < MOST_COMMITS,
        body.find("sender") == null ? login(body, "pusher") : login(body, "sender"),
        head == null ? "" : head.text("message", ""));
  }

  private static List<String> files(List<Payload> commits) {
    Set<String> files = new LinkedHashSet<>();
    for (Payload commit : commits) {
      files.addAll(commit.texts("added"));
      files.addAll(commit.texts("modified"));
      files.addAll(commit.texts("removed"));
    }
    return List.copyOf(files);
  }

  static CiEvent pullRequest(Payload body) {
    Payload pull = body.object("pull_request");
    Repository repository = repository(body);
    Payload head = pull.object("head");
    Payload headRepository = head.find("repo");
    // The repository of a fork can be gone while its pull request is open.
    String headName = headRepository == null ? null : headRepository.text("full_name");
    return new CiEvent.PullRequest(
        repository,
        body.id("number"),
        action(body.text("action"), pull.flag("merged")),
        pull.text("title", ""),
        GitNames.sha(head, "sha"),
        GitNames.ref(head, "ref"),
        headName,
        isOther(headName, repository),
        GitNames.ref(pull.object("base"), "ref"),
        pull.objects("labels").stream().map(each -> each.text("name")).toList(),
        login(pull, "user"),
        login(body, "sender"));
  }

  private static boolean isOther(@Nullable String headName, Repository repository) {
    return headName == null || !headName.equalsIgnoreCase(repository.name());
  }

  private static Action action(String word, boolean merged) {
    return switch (word) {
      case "opened" -> Action.OPENED;
      case "synchronize" -> Action.UPDATED;
      case "reopened" -> Action.REOPENED;
      case "closed" -> merged ? Action.MERGED : Action.CLOSED;
      case "labeled" -> Action.LABELLED;
      default -> Action.OTHER;
    };
  }
}
