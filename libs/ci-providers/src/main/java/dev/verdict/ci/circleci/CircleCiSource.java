package dev.verdict.ci.circleci;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Links;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline was made from, which CircleCI tells in different places for GitHub, Bitbucket and
 * GitLab.
 *
 * @param pullRequest only of a fork, whose branch is called after it
 */
record CircleCiSource(
    @Nullable Repository repository,
    @Nullable String sha,
    @Nullable String branch,
    @Nullable String pullRequest) {
  private static final Pattern SLUG = Pattern.compile("(?:gh|github|bb|bitbucket)/([^/]+/[^/]+)");
  private static final Pattern FORK = Pattern.compile("pull/(\\d{1,18})(?:/\\w+)?");

  static CircleCiSource of(Payload body) {
    Payload pipeline = body.find("pipeline");
    Payload vcs = pipeline == null ? null : pipeline.find("vcs");
    if (vcs != null) {
      return of(
          repository(body, vcs.textOrNull("target_repository_url")),
          GitNames.shaOrNull(vcs, "revision"),
          vcs.textOrNull("branch"));
    }
    Payload gitlab = pipeline == null ? null : pipeline.find("trigger_parameters", "gitlab");
    Payload git = pipeline == null ? null : pipeline.find("trigger_parameters", "git");
    String url = gitlab == null ? null : gitlab.textOrNull("web_url");
    if (git != null) {
      return of(
          repository(body, url == null ? git.textOrNull("checkout_url") : url),
          GitNames.shaOrNull(git, "checkout_sha"),
          git.textOrNull("branch"));
    }
    return of(
        repository(body, url),
        gitlab == null ? null : GitNames.shaOrNull(gitlab, "commit_sha"),
        gitlab == null ? null : gitlab.textOrNull("branch"));
  }

  private static CircleCiSource of(
      @Nullable Repository repository, @Nullable String sha, @Nullable String branch) {
    Matcher fork = FORK.matcher(branch == null ? "" : branch);
    return fork.matches()
        ? new CircleCiSource(repository, sha, null, fork.group(1))
        : new CircleCiSource(repository, sha, branch, null);
  }

  /** The project's slug names it, unless that is of the kind that names nothing. */
  private static @Nullable Repository repository(Payload body, @Nullable String cloneUrl) {
    Payload project = body.find("project");
    Matcher slug = SLUG.matcher(project == null ? "" : project.text("slug", ""));
    String named = slug.matches() ? slug.group(1) : Links.repository(cloneUrl).orElse(null);
    URI link = Links.read(cloneUrl);
    return named == null ? null : new Repository(named, link, link, null, false);
  }
}
