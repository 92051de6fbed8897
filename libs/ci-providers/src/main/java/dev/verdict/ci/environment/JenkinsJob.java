package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

import org.jspecify.annotations.Nullable;

/** A build of Jenkins: what it knows of Git and pull requests is from whichever plugin is there. */
final class JenkinsJob {
  private JenkinsJob() {}

  static CiEnvironment read(Variables all) {
    String branch = all.first("BRANCH_NAME");
    String inBranch = all.part(branch, "^PR-(\\d+)");
    String request =
        or(
            all.first("CHANGE_ID", "ghprbPullId", "gitlabMergeRequestIid", "gitlabMergeRequestId"),
            inBranch);
    String source =
        or(
            all.first("CHANGE_BRANCH", "ghprbSourceBranch", "gitlabSourceBranch"),
            inBranch == null ? branch : null);
    return new CiEnvironment(
        "jenkins",
        CloneUrl.repository(all.first("GIT_URL", "GIT_URL_1")),
        build(all),
        // GIT_COMMIT can be a merge that exists only here.
        all.first("ghprbActualCommit", "GIT_COMMIT"),
        or(source, bare(all.first("GIT_LOCAL_BRANCH", "GIT_BRANCH", "gitlabBranch"))),
        request,
        all.first("BUILD_URL"));
  }

  /** A number is one of a job, and each job has its own. */
  private static @Nullable String build(Variables all) {
    String number = all.first("BUILD_NUMBER", "BUILD_ID");
    return or(
        joined(all.first("JOB_NAME"), "#", number),
        number == null ? null : or(all.first("BUILD_URL"), number));
  }

  private static @Nullable String bare(@Nullable String branch) {
    return branch == null ? null : branch.replaceFirst("^(refs/remotes/)?origin/", "");
  }
}
