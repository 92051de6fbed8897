package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.or;

/** A job of Travis CI, whose branch is the target if it is for a pull request. */
final class TravisJob {
  private TravisJob() {}

  static CiEnvironment read(Variables all) {
    String number = all.part(all.first("TRAVIS_PULL_REQUEST"), "^(\\d+)$");
    boolean tagged = all.has("TRAVIS_TAG");
    return new CiEnvironment(
        "travis",
        all.first("TRAVIS_REPO_SLUG"),
        all.first("TRAVIS_BUILD_ID"),
        or(all.first("TRAVIS_PULL_REQUEST_SHA"), all.first("TRAVIS_COMMIT")),
        number != null
            ? all.first("TRAVIS_PULL_REQUEST_BRANCH")
            : tagged ? null : all.first("TRAVIS_BRANCH"),
        number,
        all.first("TRAVIS_BUILD_WEB_URL", "TRAVIS_JOB_WEB_URL"));
  }
}
