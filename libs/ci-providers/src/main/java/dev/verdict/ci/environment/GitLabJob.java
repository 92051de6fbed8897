package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.or;

/** A job of GitLab CI. */
final class GitLabJob {
  private GitLabJob() {}

  static CiEnvironment read(Variables all) {
    String tag = all.first("CI_COMMIT_TAG");
    String named =
        all.first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME");
    return new CiEnvironment(
        "gitlab",
        all.first("CI_PROJECT_PATH", "CI_PROJECT_ID"),
        all.first("CI_PIPELINE_ID"),
        // Of a merged-results pipeline the commit is a merge that was never pushed.
        all.first("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"),
        tag != null && tag.equals(named) ? null : named,
        or(
            all.first("CI_MERGE_REQUEST_IID"),
            all.part(all.first("CI_OPEN_MERGE_REQUESTS"), "!(\\d+)")),
        all.first("CI_PIPELINE_URL", "CI_JOB_URL"));
  }
}
