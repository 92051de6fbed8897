package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

import org.jspecify.annotations.Nullable;

/** A job of CircleCI. */
final class CircleJob {
  private CircleJob() {}

  static CiEnvironment read(Variables all) {
    String name = all.first("CIRCLE_PROJECT_REPONAME");
    String branch = all.first("CIRCLE_BRANCH");
    String fork = all.part(branch, "^pull/(\\d+)");
    return new CiEnvironment(
        "circleci",
        joined(all.first("CIRCLE_PROJECT_USERNAME"), "/", name),
        // The number is one of the project and of this job alone; the workflow has all of them.
        all.first("CIRCLE_WORKFLOW_ID", "CIRCLE_BUILD_NUM"),
        all.first("CIRCLE_SHA1"),
        fork == null ? branch : null,
        or(request(all), fork),
        all.first("CIRCLE_BUILD_URL"));
  }

  /** A URL, of which there may be several; the number alone only for forks. */
  private static @Nullable String request(Variables all) {
    String url = all.first("CIRCLE_PULL_REQUEST", "CIRCLE_PULL_REQUESTS");
    return or(all.first("CIRCLE_PR_NUMBER"), all.part(url, "^[^,]*/(\\d+)/?(?:,|$)"));
  }
}
