package dev.verdict.ci.gitlab;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import dev.verdict.plugin.webhook.Repository;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pushes, merge requests and notes as GitLab tells them. */
final class GitLabChanges {
  private static final long PUBLIC = 20;

  private GitLabChanges() {}

  static Repository repository(Payload body) {
    Payload project = body.object("project");
    Long visibility = project.number("visibility_level");
    return new Repository(
        GitNames.repository(project, "path_with_namespace"),
        project.link("git_http_url"),
        project.link("web_url"),
        project.textOrNull("default_branch"),
        visibility != null && visibility < PUBLIC);
  }

  static CiEvent push(Payload body) {
    String ref = GitNames.ref(body, "ref");
    String before = GitNames.sha(body, "before");
    // Of an annotated tag, after is the tag and checkout_sha the commit.
    String checkout = GitNames.shaOrNull(body, "checkout_sha");
    String after = GitNames.sha(body, "after");
    boolean deleted = after.isEmpty();
    List<Payload> commits = body.objects("commits");
    Long total = body.number("total_commits_count");
    boolean all = !commits.isEmpty() && total != null && total == commits.size();
    return new CiEvent.Push(
        repository(body),
        ref,
        GitNames.branch(ref),
        GitNames.tag(ref),
        before,
        checkout == null ? after : checkout,
        deleted,
        files(commits),
        all && !before.isEmpty() && !deleted,
        body.text("user_username", body.text("user_name", "")),
        message(body, commits));
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

  private static String message(Payload body, List<Payload> commits) {
    String told = body.text("message", "");
    return told.isEmpty() && !commits.isEmpty()
        ? commits.get(commits.size() - 1).text("message", "")
        : told;
  }

  static CiEvent mergeRequest(Payload body) {
    Payload request = body.object("object_attributes");
    // None yet, where the branch has no commits of its own.
    Payload head = request.find("last_commit");
    Payload source = request.find("source");
    String sender = username(body);
    Action action = action(body, request);
    return new CiEvent.PullRequest(
        repository(body),
        request.id("iid"),
        action,
        request.text("title", ""),
        head == null ? "" : GitNames.sha(head, "id"),
        GitNames.ref(request, "source_branch"),
        source == null ? null : source.textOrNull("path_with_namespace"),
        isFork(request),
        GitNames.ref(request, "target_branch"),
        body.objects("labels").stream().map(each -> each.text("title")).toList(),
        // Only the number of the author is told, but who opens it is the author.
        action == Action.OPENED ? sender : "",
        sender);
  }

  static boolean isFork(Payload request) {
    String source = request.idOrNull("source_project_id");
    return source == null || !Objects.equals(source, request.idOrNull("target_project_id"));
  }

  private static String username(Payload body) {
    Payload user = body.find("user");
    return user == null ? "" : user.text("username", "");
  }

  private static Action action(Payload body, Payload request) {
    return switch (request.text("action", "")) {
      case "open" -> Action.OPENED;
      case "reopen" -> Action.REOPENED;
      case "close" -> Action.CLOSED;
      case "merge" -> Action.MERGED;
      case "update" -> update(body, request);
      default -> Action.OTHER;
    };
  }

  /** New commits have an old one, whatever else was changed at the same time. */
  private static Action update(Payload body, Payload request) {
    if (request.textOrNull("oldrev") != null) {
      return Action.UPDATED;
    }
    return hasMoreLabels(body.find("changes", "labels")) ? Action.LABELLED : Action.OTHER;
  }

  private static boolean hasMoreLabels(@Nullable Payload labels) {
    return labels != null && !titles(labels, "previous").containsAll(titles(labels, "current"));
  }

  private static Set<String> titles(Payload labels, String of) {
    Set<String> titles = new LinkedHashSet<>();
    labels.objects(of).forEach(each -> titles.add(each.text("title")));
    return titles;
  }

  static CiEvent note(Payload body) {
    Payload note = body.object("object_attributes");
    if (!note.text("noteable_type", "").equals("MergeRequest")) {
      return new CiEvent.Ignored("note", "not at a merge request");
    }
    if (note.flag("system") || note.text("action", "create").equals("update")) {
      return new CiEvent.Ignored("note", "only what people have written, and is new");
    }
    return new CiEvent.Comment(
        repository(body),
        body.object("merge_request").id("iid"),
        note.id("id"),
        note.text("note", ""),
        username(body),
        // GitLab does not tell who may write.
        false,
        "",
        note.link("url"));
  }
}
