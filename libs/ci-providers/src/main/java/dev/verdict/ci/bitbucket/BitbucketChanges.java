package dev.verdict.ci.bitbucket;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Links;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pushes, pull requests and comments as Bitbucket tells them. */
final class BitbucketChanges {
  private BitbucketChanges() {}

  static Repository repository(Payload body) {
    Payload repository = body.object("repository");
    URI page = page(repository);
    return new Repository(
        GitNames.repository(repository, "full_name"),
        page == null ? null : Links.read(page + ".git"),
        page,
        null,
        repository.flag("is_private"));
  }

  private static @Nullable URI page(Payload of) {
    Payload html = of.find("links", "html");
    return html == null ? null : html.link("href");
  }

  /** One delivery tells of all branches and tags that a push has moved. */
  static List<CiEvent> pushes(Payload body) {
    Repository repository = repository(body);
    String sender = name(body.find("actor"));
    List<Payload> changes = body.object("push").objects("changes");
    return changes.isEmpty()
        ? List.of(new CiEvent.Ignored("repo:push", "it names no branch and no tag"))
        : changes.stream().map(each -> push(repository, each, sender)).toList();
  }

  private static CiEvent push(Repository repository, Payload change, String sender) {
    Payload now = change.find("new");
    Payload old = change.find("old");
    Payload named = now != null ? now : old;
    if (named == null) {
      throw change.wrong("new", "what it is now, or what it was before");
    }
    String name = GitNames.ref(named, "name");
    boolean tag = named.text("type").endsWith("tag");
    Payload commit = now == null ? null : now.object("target");
    return new CiEvent.Push(
        repository,
        tag ? GitNames.tagsRef(name) : GitNames.headsRef(name),
        tag ? null : name,
        tag ? name : null,
        old == null ? "" : GitNames.sha(old.object("target"), "hash"),
        commit == null ? "" : GitNames.sha(commit, "hash"),
        now == null,
        List.of(),
        false,
        sender,
        commit == null ? "" : commit.text("message", ""));
  }

  static CiEvent pullRequest(String event, Payload body) {
    Payload pull = body.object("pullrequest");
    Repository repository = repository(body);
    Payload source = pull.object("source");
    Payload from = source.find("repository");
    String fromName = from == null ? null : from.text("full_name");
    Payload commit = source.find("commit");
    return new CiEvent.PullRequest(
        repository,
        pull.id("id"),
        action(event),
        pull.text("title", ""),
        // Twelve digits of it, as Bitbucket tells them here.
        commit == null ? "" : GitNames.sha(commit, "hash"),
        GitNames.ref(source.object("branch"), "name"),
        fromName,
        fromName == null || !fromName.equalsIgnoreCase(repository.name()),
        GitNames.ref(pull.object("destination").object("branch"), "name"),
        List.of(),
        name(pull.find("author")),
        name(body.find("actor")));
  }

  private static Action action(String event) {
    return switch (event) {
      case "pullrequest:created" -> Action.OPENED;
      // New commits, or a new title: Bitbucket does not tell which.
      case "pullrequest:updated", "pullrequest:push" -> Action.UPDATED;
      case "pullrequest:fulfilled" -> Action.MERGED;
      case "pullrequest:rejected" -> Action.CLOSED;
      default -> Action.OTHER;
    };
  }

  static CiEvent comment(Payload body) {
    Payload comment = body.object("comment");
    Payload author = comment.find("user");
    boolean owner = isOwner(author, body.object("repository").find("owner"));
    return new CiEvent.Comment(
        repository(body),
        body.object("pullrequest").id("id"),
        comment.id("id"),
        comment.object("content").text("raw", ""),
        name(author),
        owner,
        owner ? "owner" : "",
        page(comment));
  }

  /** All that Bitbucket tells of what somebody may do. */
  private static boolean isOwner(@Nullable Payload author, @Nullable Payload owner) {
    String one = author == null ? null : author.textOrNull("uuid");
    return one != null
        && !one.isBlank()
        && owner != null
        && Objects.equals(one, owner.textOrNull("uuid"));
  }

  static String name(@Nullable Payload person) {
    return person == null
        ? ""
        : person.text("nickname", person.text("username", person.text("display_name", "")));
  }
}
