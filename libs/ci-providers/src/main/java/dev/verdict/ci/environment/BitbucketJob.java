package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

/** A step of Bitbucket Pipelines. */
final class BitbucketJob {
  private BitbucketJob() {}

  static CiEnvironment read(Variables all) {
    String repository =
        or(
            all.first("BITBUCKET_REPO_FULL_NAME"),
            joined(all.first("BITBUCKET_WORKSPACE"), "/", all.first("BITBUCKET_REPO_SLUG")));
    String build = all.first("BITBUCKET_BUILD_NUMBER");
    return new CiEnvironment(
        "bitbucket",
        repository,
        or(all.first("BITBUCKET_PIPELINE_UUID"), build),
        all.first("BITBUCKET_COMMIT"),
        all.first("BITBUCKET_BRANCH"),
        all.first("BITBUCKET_PR_ID"),
        joined("https://bitbucket.org/", repository, "/addon/pipelines/home#!/results/", build));
  }
}
