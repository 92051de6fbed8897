package dev.verdict.coordinator.domain.trigger;

import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.List;

/** Events as dialects tell them. */
final class Events {
  static final String SHA = "a".repeat(40);

  private static final Repository SHOP =
      new Repository(
          "acme/shop", URI.create("https://example.org/acme/shop.git"), null, "main", false);

  private Events() {}

  static EventFacts push(String branch, String... paths) {
    return facts(
        new CiEvent.Push(
            SHOP,
            "refs/heads/" + branch,
            branch,
            null,
            "b".repeat(40),
            SHA,
            false,
            List.of(paths),
            true,
            "ada",
            "Fix it"));
  }

  static EventFacts pushOf(String sha, String cloneUrl) {
    var repository = new Repository("acme/shop", URI.create(cloneUrl), null, "main", false);
    return facts(
        new CiEvent.Push(
            repository,
            "refs/heads/main",
            "main",
            null,
            "",
            sha,
            false,
            List.of(),
            false,
            "ada",
            ""));
  }

  static EventFacts tag(String tag) {
    return facts(
        new CiEvent.Push(
            SHOP, "refs/tags/" + tag, null, tag, "", SHA, false, List.of(), false, "ada", ""));
  }

  static EventFacts deleted(String branch) {
    return facts(
        new CiEvent.Push(
            SHOP, "refs/heads/" + branch, branch, null, SHA, "", true, List.of(), true, "ada", ""));
  }

  static EventFacts pullRequest(CiEvent.PullRequest.Action action, boolean fork, String... labels) {
    return facts(
        new CiEvent.PullRequest(
            SHOP,
            "7",
            action,
            "A title",
            SHA,
            "topic",
            null,
            fork,
            "main",
            List.of(labels),
            "ada",
            "ada"));
  }

  static EventFacts run(String branch, String name) {
    return facts(
        new CiEvent.CiRun(
            SHOP,
            "17",
            name,
            CiEvent.CiRun.Phase.FINISHED,
            RunState.SUCCESS,
            "success",
            SHA,
            branch,
            null,
            null,
            null,
            null));
  }

  static EventFacts facts(CiEvent event) {
    return EventFacts.of("github", event).orElseThrow();
  }
}
