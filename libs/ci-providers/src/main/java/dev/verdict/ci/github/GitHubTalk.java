package dev.verdict.ci.github;

import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.CiEvent;
import java.util.Set;

/** What people write at pull requests on GitHub. */
final class GitHubTalk {
  /** Of whom GitHub says that they belong to the repository or to its organisation. */
  private static final Set<String> TRUSTED = Set.of("OWNER", "MEMBER", "COLLABORATOR");

  private GitHubTalk() {}

  static CiEvent issueComment(Payload body) {
    Payload issue = body.object("issue");
    if (issue.find("pull_request") == null) {
      return GitHubWebhooks.ignored("issue_comment", body, "not at a pull request");
    }
    return isNew(body, "created")
        ? comment(body, body.object("comment"), issue.id("number"))
        : GitHubWebhooks.ignored("issue_comment", body, "only what is new counts");
  }

  static CiEvent lineComment(Payload body) {
    return isNew(body, "created")
        ? comment(body, body.object("comment"), body.object("pull_request").id("number"))
        : GitHubWebhooks.ignored("pull_request_review_comment", body, "only what is new counts");
  }

  static CiEvent review(Payload body) {
    Payload review = body.object("review");
    boolean says = isNew(body, "submitted") && !review.text("body", "").isBlank();
    return says
        ? comment(body, review, body.object("pull_request").id("number"))
        : GitHubWebhooks.ignored(
            "pull_request_review", body, "only what is new and says something");
  }

  private static boolean isNew(Payload body, String word) {
    return body.text("action").equals(word);
  }

  private static CiEvent comment(Payload body, Payload comment, String pullRequest) {
    String standing = comment.text("author_association", "");
    return new CiEvent.Comment(
        GitHubChanges.repository(body),
        pullRequest,
        comment.id("id"),
        comment.text("body", ""),
        GitHubChanges.login(comment, "user"),
        TRUSTED.contains(standing),
        standing,
        comment.link("html_url"));
  }
}
