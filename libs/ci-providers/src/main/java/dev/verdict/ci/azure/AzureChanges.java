package dev.verdict.ci.azure;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pushes, pull requests and comments as Azure DevOps tells them. */
final class AzureChanges {
  private AzureChanges() {}

  /** It is called by its project and its own name. */
  static Repository repository(Payload repository) {
    Payload project = repository.object("project");
    URI clone = repository.link("remoteUrl");
    URI page = repository.link("webUrl");
    String branch = repository.textOrNull("defaultBranch");
    return new Repository(
        GitNames.repository(project, "name") + "/" + GitNames.repository(repository, "name"),
        clone,
        page == null ? clone : page,
        branch == null ? null : GitNames.shortBranch(branch),
        "private".equals(project.textOrNull("visibility")));
  }

  /** One delivery can tell of several branches and tags. */
  static List<CiEvent> pushes(Payload resource) {
    Repository repository = repository(resource.object("repository"));
    String sender = name(resource.find("pushedBy"));
    List<Payload> updates = resource.objects("refUpdates");
    List<Payload> commits = resource.objects("commits");
    String message = commits.isEmpty() ? "" : commits.get(0).text("comment", "");
    return updates.isEmpty()
        ? List.of(new CiEvent.Ignored("git.push", "it names no branch and no tag"))
        : updates.stream().map(each -> push(repository, each, sender, message)).toList();
  }

  private static CiEvent push(
      Repository repository, Payload update, String sender, String message) {
    String ref = GitNames.ref(update, "name");
    String after = GitNames.sha(update, "newObjectId");
    return new CiEvent.Push(
        repository,
        ref,
        GitNames.branch(ref),
        GitNames.tag(ref),
        GitNames.sha(update, "oldObjectId"),
        after,
        after.isEmpty(),
        List.of(),
        false,
        sender,
        message);
  }

  static CiEvent pullRequest(String event, Payload body, Payload pull) {
    Repository repository = repository(pull.object("repository"));
    Payload head = pull.find("lastMergeSourceCommit");
    Payload fork = pull.find("forkSource", "repository");
    boolean isFork = pull.find("forkSource") != null;
    return new CiEvent.PullRequest(
        repository,
        pull.id("pullRequestId"),
        action(event, pull.text("status"), words(body)),
        pull.text("title", ""),
        head == null ? "" : GitNames.sha(head, "commitId"),
        GitNames.shortBranch(GitNames.ref(pull, "sourceRefName")),
        isFork ? forkName(fork) : repository.name(),
        isFork,
        GitNames.shortBranch(GitNames.ref(pull, "targetRefName")),
        pull.objects("labels").stream().map(each -> each.text("name")).toList(),
        name(pull.find("createdBy")),
        "");
  }

  private static @Nullable String forkName(@Nullable Payload fork) {
    return fork == null || fork.find("project") == null ? null : repository(fork).name();
  }

  /** What Azure DevOps says in a sentence is, for an update, nowhere else. */
  private static String words(Payload body) {
    Payload message = body.find("message");
    return message == null ? "" : message.text("text", "").toLowerCase(Locale.ROOT);
  }

  private static Action action(String event, String status, String words) {
    if (status.equals("completed")) {
      return Action.MERGED;
    }
    if (status.equals("abandoned")) {
      return Action.CLOSED;
    }
    return switch (event) {
      case "git.pullrequest.created" -> Action.OPENED;
      case "git.pullrequest.updated" -> update(words);
      // A merge was tried, and nothing has changed for people.
      default -> Action.OTHER;
    };
  }

  private static Action update(String words) {
    if (words.isEmpty() || words.contains("updated the source branch")) {
      return Action.UPDATED;
    }
    return words.contains("reactivated") ? Action.REOPENED : Action.OTHER;
  }

  static CiEvent comment(String event, Payload resource) {
    Payload comment = resource.object("comment");
    if (comment.flag("isDeleted") || isEdited(comment)) {
      return new CiEvent.Ignored(event, "only what is new counts");
    }
    if ("system".equals(comment.textOrNull("commentType"))) {
      return new CiEvent.Ignored(event, "only what people have written");
    }
    Payload pull = resource.object("pullRequest");
    Repository repository = repository(pull.object("repository"));
    String number = pull.id("pullRequestId");
    URI page = repository.webUrl();
    return new CiEvent.Comment(
        repository,
        number,
        comment.id("id"),
        comment.text("content", ""),
        name(comment.find("author")),
        // Azure DevOps does not tell who may write.
        false,
        "",
        page == null ? null : page.resolve(page.getRawPath() + "/pullrequest/" + number));
  }

  private static boolean isEdited(Payload comment) {
    String edited = comment.textOrNull("lastContentUpdatedDate");
    return edited != null && !Objects.equals(edited, comment.textOrNull("publishedDate"));
  }

  /** As people write it; it looks like an address of mail. */
  static String name(@Nullable Payload person) {
    return person == null ? "" : person.text("uniqueName", person.text("displayName", ""));
  }
}
