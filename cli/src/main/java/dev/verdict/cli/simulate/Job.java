package dev.verdict.cli.simulate;

import org.jspecify.annotations.Nullable;

/**
 * What a simulated job is for.
 *
 * @param repository {@code owner/name}
 * @param pullRequest absent: a push
 * @param api where the played API answers
 */
record Job(
    String repository,
    String commit,
    String branch,
    @Nullable String pullRequest,
    String build,
    String api) {
  String owner() {
    return repository.substring(0, repository.indexOf('/'));
  }

  String name() {
    return repository.substring(repository.indexOf('/') + 1);
  }

  boolean isPullRequest() {
    return pullRequest != null;
  }

  String cloneUrl() {
    return "https://example.org/" + repository + ".git";
  }
}
