package dev.verdict.cli.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The variables that each CI system sets in a job, and how our provider for it finds the played API
 * in place of the real one.
 */
enum SimulatedSystem {
  GITHUB(SimulatedSystem::github, "API_URL", "REPOSITORY"),
  GITLAB(SimulatedSystem::gitlab, "API_URL", "PROJECT"),
  JENKINS(SimulatedSystem::jenkins, "URL", ""),
  AZURE(SimulatedSystem::azure, "API_URL", "REPOSITORY"),
  CIRCLECI(SimulatedSystem::circleci, "API_URL", ""),
  TRAVIS(SimulatedSystem::travis, "API_URL", "REPOSITORY"),
  BITBUCKET(SimulatedSystem::bitbucket, "API_URL", "REPOSITORY"),
  TEAMCITY(SimulatedSystem::teamcity, "URL", "");

  static final String TOKEN = "simulated-token";
  private static final List<SimulatedSystem> WITHOUT_MARKS =
      List.of(JENKINS, CIRCLECI, TRAVIS, TEAMCITY);

  private final BiFunction<Job, Variables, Variables> variables;
  private final String address;
  private final String repository;

  SimulatedSystem(
      BiFunction<Job, Variables, Variables> variables, String address, String repository) {
    this.variables = variables;
    this.address = address;
    this.repository = repository;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SimulatedSystem::word).toList();
  }

  /** What the job sees. */
  Map<String, String> variables(Job job) {
    return variables.apply(job, new Variables().set("CI", "true")).map();
  }

  /** What lets our provider call the played API; the same keys point it at a real one. */
  Map<String, String> settings(Job job) {
    Variables settings = new Variables();
    settings.set(key(address), job.api());
    settings.set(key("TOKEN"), TOKEN);
    settings.set(key("COMMIT_SHA"), job.commit());
    settings.set(key(repository), !repository.isEmpty(), job.repository());
    settings.set(key("USER"), this == JENKINS, "simulated");
    settings.set(key("PROJECT"), this == AZURE, job.owner());
    settings.set(key("PROJECT_SLUG"), this == CIRCLECI, "gh/" + job.repository());
    if (WITHOUT_MARKS.contains(this)) {
      settings.set(key("SCM_PROVIDER"), GITHUB.word());
      settings.set(key("SCM_API_URL"), job.api());
      settings.set(key("SCM_TOKEN"), TOKEN);
      settings.set(key("SCM_REPOSITORY"), job.repository());
    }
    return settings.map();
  }

  private String key(String setting) {
    return "VERDICT_PROVIDERS_" + name() + "_" + setting;
  }

  private static Variables github(Job job, Variables all) {
    boolean request = job.isPullRequest();
    return all.set("GITHUB_ACTIONS", "true")
        .set("GITHUB_REPOSITORY", job.repository())
        .set("GITHUB_REPOSITORY_OWNER", job.owner())
        .set("GITHUB_RUN_ID", job.build())
        .set("GITHUB_RUN_NUMBER", job.build())
        .set("GITHUB_RUN_ATTEMPT", "1")
        .set("GITHUB_SHA", job.commit())
        .set("GITHUB_EVENT_NAME", request ? "pull_request" : "push")
        .set(
            "GITHUB_REF",
            request ? "refs/pull/" + job.pullRequest() + "/merge" : "refs/heads/" + job.branch())
        .set("GITHUB_REF_NAME", request ? job.pullRequest() + "/merge" : job.branch())
        .set("GITHUB_REF_TYPE", "branch")
        .set("GITHUB_HEAD_REF", request, job.branch())
        .set("GITHUB_SERVER_URL", "https://github.com")
        .set("GITHUB_API_URL", job.api())
        .set("GITHUB_TOKEN", TOKEN);
  }

  private static Variables gitlab(Job job, Variables all) {
    boolean request = job.isPullRequest();
    return all.set("GITLAB_CI", "true")
        .set("CI_PROJECT_PATH", job.repository())
        .set("CI_PROJECT_ID", "1")
        .set("CI_PIPELINE_ID", job.build())
        .set(
            "CI_PIPELINE_URL",
            "https://gitlab.com/" + job.repository() + "/-/pipelines/" + job.build())
        .set("CI_COMMIT_SHA", job.commit())
        .set("CI_COMMIT_REF_NAME", job.branch())
        .set("CI_COMMIT_BRANCH", !request, job.branch())
        .set("CI_MERGE_REQUEST_IID", job.pullRequest())
        .set("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", request, job.branch())
        .set("CI_API_V4_URL", job.api())
        .set("GITLAB_TOKEN", TOKEN);
  }

  private static Variables jenkins(Job job, Variables all) {
    boolean request = job.isPullRequest();
    return all.set("JENKINS_URL", job.api() + "/")
        .set("JOB_NAME", job.name())
        .set("BUILD_NUMBER", job.build())
        .set("BUILD_ID", job.build())
        .set("BUILD_TAG", "jenkins-" + job.name() + "-" + job.build())
        .set("BUILD_URL", job.api() + "/job/" + job.name() + "/" + job.build() + "/")
        .set("GIT_URL", job.cloneUrl())
        .set("GIT_COMMIT", job.commit())
        .set("GIT_BRANCH", "origin/" + job.branch())
        .set("BRANCH_NAME", request ? "PR-" + job.pullRequest() : job.branch())
        .set("CHANGE_ID", job.pullRequest())
        .set("CHANGE_BRANCH", request, job.branch());
  }

  private static Variables azure(Job job, Variables all) {
    boolean request = job.isPullRequest();
    return all.set("TF_BUILD", "True")
        .set("SYSTEM_COLLECTIONURI", job.api() + "/")
        .set("SYSTEM_TEAMPROJECT", job.owner())
        .set("BUILD_BUILDID", job.build())
        .set("BUILD_REPOSITORY_NAME", job.repository())
        .set("BUILD_SOURCEVERSION", job.commit())
        .set(
            "BUILD_SOURCEBRANCH",
            request ? "refs/pull/" + job.pullRequest() + "/merge" : "refs/heads/" + job.branch())
        .set("SYSTEM_PULLREQUEST_PULLREQUESTID", job.pullRequest())
        .set("SYSTEM_PULLREQUEST_SOURCEBRANCH", request, "refs/heads/" + job.branch())
        .set("SYSTEM_PULLREQUEST_SOURCECOMMITID", request, job.commit())
        .set("SYSTEM_ACCESSTOKEN", TOKEN);
  }

  private static Variables circleci(Job job, Variables all) {
    String page = "https://github.com/" + job.repository() + "/pull/" + job.pullRequest();
    return all.set("CIRCLECI", "true")
        .set("CIRCLE_PROJECT_USERNAME", job.owner())
        .set("CIRCLE_PROJECT_REPONAME", job.name())
        .set("CIRCLE_BUILD_NUM", job.build())
        .set("CIRCLE_WORKFLOW_ID", "00000000-0000-0000-0000-000000000001")
        .set("CIRCLE_SHA1", job.commit())
        .set("CIRCLE_BRANCH", job.branch())
        .set("CIRCLE_BUILD_URL", "https://circleci.com/gh/" + job.repository() + "/" + job.build())
        .set("CIRCLE_PULL_REQUEST", job.isPullRequest(), page)
        .set("CIRCLE_TOKEN", TOKEN);
  }

  private static Variables travis(Job job, Variables all) {
    boolean request = job.isPullRequest();
    return all.set("TRAVIS", "true")
        .set("TRAVIS_REPO_SLUG", job.repository())
        .set("TRAVIS_BUILD_ID", job.build())
        .set(
            "TRAVIS_BUILD_WEB_URL",
            "https://app.travis-ci.com/" + job.repository() + "/builds/" + job.build())
        .set("TRAVIS_COMMIT", job.commit())
        .set("TRAVIS_BRANCH", request ? "main" : job.branch())
        .set("TRAVIS_PULL_REQUEST", request ? job.pullRequest() : "false")
        .set("TRAVIS_PULL_REQUEST_BRANCH", request, job.branch())
        .set("TRAVIS_PULL_REQUEST_SHA", request, job.commit());
  }

  private static Variables bitbucket(Job job, Variables all) {
    return all.set("BITBUCKET_REPO_FULL_NAME", job.repository())
        .set("BITBUCKET_WORKSPACE", job.owner())
        .set("BITBUCKET_REPO_SLUG", job.name())
        .set("BITBUCKET_BUILD_NUMBER", job.build())
        .set("BITBUCKET_COMMIT", job.commit())
        .set("BITBUCKET_BRANCH", job.branch())
        .set("BITBUCKET_PR_ID", job.pullRequest());
  }

  /**
   * What is in a file of properties on an agent comes as variables from the settings of a build.
   */
  private static Variables teamcity(Job job, Variables all) {
    return all.set("TEAMCITY_VERSION", "2025.07")
        .set("TEAMCITY_PROJECT_NAME", job.repository())
        .set("TEAMCITY_BUILDCONF_NAME", "Tests")
        .set("BUILD_NUMBER", job.build())
        .set("BUILD_VCS_NUMBER", job.commit())
        .set("BRANCH_NAME", job.isPullRequest() ? "pull/" + job.pullRequest() : job.branch())
        .set("BUILD_URL", job.api() + "/viewLog.html?buildId=" + job.build());
  }
}
