package dev.verdict.ci.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionTest {
  private static final String SHA = "9fceb02d0ae598e95dc970b74767f19372d61af8";
  private static final String MERGE = "1111111111111111111111111111111111111111";

  private static final Map<String, String> FILES =
      Map.of(
          "/event.json",
          "{\"number\": 9, \"pull_request\": {\"number\": 9, \"head\": {\"sha\": \""
              + SHA
              + "\"}}}",
          "/broken.json",
          "{\"number\":",
          "/build.properties",
          "teamcity.build.id=4711\nteamcity.configuration.properties.file=/more.properties\n",
          "/more.properties",
          "teamcity.build.branch=pull/12\nteamcity.serverUrl=https\\://tc.example\n"
              + "vcsroot.url=git@git.example\\:o/r.git\nteamcity.pullRequest.source.branch=fix\n");

  static Stream<Arguments> jobs() {
    return Stream.of(
        job(
            "github push",
            """
            GITHUB_ACTIONS=true CI=true GITHUB_REPOSITORY=o/r GITHUB_RUN_ID=42 GITHUB_SHA=%s
            GITHUB_REF=refs/heads/main GITHUB_REF_NAME=main GITHUB_REF_TYPE=branch GITHUB_SERVER_URL=https://g.example
            """,
            "github",
            "o/r",
            "42",
            SHA,
            "main",
            null,
            "https://g.example/o/r/actions/runs/42"),
        job(
            "github pull request, with the event",
            """
            GITHUB_ACTIONS=true GITHUB_REPOSITORY=o/r GITHUB_RUN_ID=42 GITHUB_SHA=%m GITHUB_REF=refs/pull/9/merge
            GITHUB_REF_NAME=9/merge GITHUB_REF_TYPE=branch GITHUB_HEAD_REF=fix GITHUB_EVENT_PATH=/event.json
            """,
            "github",
            "o/r",
            "42",
            SHA,
            "fix",
            "9",
            null),
        job(
            "github pull_request_target: the ref is the base",
            """
            GITHUB_ACTIONS=true GITHUB_REPOSITORY=o/r GITHUB_RUN_ID=42 GITHUB_SHA=%m GITHUB_REF=refs/heads/main
            GITHUB_REF_NAME=main GITHUB_REF_TYPE=branch GITHUB_HEAD_REF=fix GITHUB_EVENT_PATH=/event.json
            """,
            "github",
            "o/r",
            "42",
            SHA,
            "fix",
            "9",
            null),
        job(
            "github tag, an event that is cut",
            """
            GITHUB_ACTIONS=true GITHUB_REPOSITORY=o/r GITHUB_RUN_ID=42 GITHUB_SHA=%s GITHUB_REF=refs/tags/v1
            GITHUB_REF_NAME=v1 GITHUB_REF_TYPE=tag GITHUB_EVENT_PATH=/broken.json
            """,
            "github",
            "o/r",
            "42",
            SHA,
            null,
            null,
            null),
        job(
            "gitlab branch",
            """
            GITLAB_CI=true CI_PROJECT_PATH=g/s/p CI_PIPELINE_ID=7 CI_COMMIT_SHA=%s CI_COMMIT_BRANCH=main
            CI_COMMIT_REF_NAME=main CI_PIPELINE_URL=https://l.example/p/7
            """,
            "gitlab",
            "g/s/p",
            "7",
            SHA,
            "main",
            null,
            "https://l.example/p/7"),
        job(
            "gitlab branch with an open merge request",
            """
            GITLAB_CI=true CI_PROJECT_PATH=g/p CI_PIPELINE_ID=7 CI_COMMIT_SHA=%s CI_COMMIT_BRANCH=fix
            CI_OPEN_MERGE_REQUESTS=g/p!33,g/p!34
            """,
            "gitlab",
            "g/p",
            "7",
            SHA,
            "fix",
            "33",
            null),
        job(
            "gitlab merged results",
            """
            GITLAB_CI=true CI_PROJECT_PATH=g/p CI_PIPELINE_ID=7 CI_COMMIT_SHA=%m CI_COMMIT_REF_NAME=refs/merge-requests/5/merge
            CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=%s CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=fix CI_MERGE_REQUEST_ID=90001 CI_MERGE_REQUEST_IID=5
            """,
            "gitlab",
            "g/p",
            "7",
            SHA,
            "fix",
            "5",
            null),
        job(
            "gitlab tag",
            "GITLAB_CI=true CI_PROJECT_PATH=g/p CI_PIPELINE_ID=7 CI_COMMIT_SHA=%s CI_COMMIT_TAG=v1"
                + " CI_COMMIT_REF_NAME=v1",
            "gitlab",
            "g/p",
            "7",
            SHA,
            null,
            null,
            null),
        job(
            "jenkins multibranch pull request",
            """
            JENKINS_URL=https://j.example/ BUILD_NUMBER=3 BUILD_URL=https://j.example/job/x/3/ BRANCH_NAME=PR-12
            CHANGE_ID=12 CHANGE_BRANCH=fix GIT_URL=https://h.example/o/r.git GIT_COMMIT=%s
            """,
            "jenkins",
            "o/r",
            "https://j.example/job/x/3/",
            SHA,
            "fix",
            "12",
            "https://j.example/job/x/3/"),
        job(
            "jenkins, known by its build tag, branch with origin",
            "BUILD_TAG=jenkins-x-3 BUILD_NUMBER=3 JOB_NAME=team/app GIT_BRANCH=origin/main"
                + " GIT_URL=git@h.example:o/r.git GIT_COMMIT=%s",
            "jenkins",
            "o/r",
            "team/app#3",
            SHA,
            "main",
            null,
            null),
        job(
            "jenkins pull request by name only",
            "JENKINS_URL=https://j.example/ BUILD_NUMBER=3 BRANCH_NAME=PR-13 GIT_COMMIT=%s",
            "jenkins",
            null,
            "3",
            SHA,
            null,
            "13",
            null),
        job(
            "jenkins ghprb",
            """
            JENKINS_URL=https://j.example/ BUILD_NUMBER=3 GIT_COMMIT=%m GIT_BRANCH=detached ghprbPullId=14
            ghprbActualCommit=%s ghprbSourceBranch=fix
            """,
            "jenkins",
            null,
            "3",
            SHA,
            "fix",
            "14",
            null),
        job(
            "jenkins gitlab plugin",
            "JENKINS_URL=https://j.example/ BUILD_NUMBER=3 GIT_COMMIT=%s gitlabMergeRequestIid=15"
                + " gitlabSourceBranch=fix",
            "jenkins",
            null,
            "3",
            SHA,
            "fix",
            "15",
            null),
        job(
            "azure branch, a slash in it, an undefined macro",
            """
            TF_BUILD=True SYSTEM_COLLECTIONURI=https://dev.azure.com/org/ SYSTEM_TEAMPROJECT=my_project BUILD_BUILDID=8
            BUILD_REPOSITORY_NAME=repo BUILD_SOURCEVERSION=%s BUILD_SOURCEBRANCH=refs/heads/feature/x
            BUILD_SOURCEBRANCHNAME=x SYSTEM_PULLREQUEST_PULLREQUESTID=$(System.PullRequest.PullRequestId)
            """,
            "azure",
            "repo",
            "8",
            SHA,
            "feature/x",
            null,
            "https://dev.azure.com/org/my_project/_build/results?buildId=8"),
        job(
            "azure pull request of its own repository",
            """
            TF_BUILD=True BUILD_BUILDID=8 BUILD_REPOSITORY_NAME=repo BUILD_SOURCEVERSION=%m BUILD_SOURCEBRANCH=refs/pull/21/merge
            SYSTEM_PULLREQUEST_PULLREQUESTID=21 SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/fix SYSTEM_PULLREQUEST_SOURCECOMMITID=%s
            """,
            "azure",
            "repo",
            "8",
            SHA,
            "fix",
            "21",
            null),
        job(
            "azure pull request of a repository on GitHub",
            """
            TF_BUILD=True BUILD_BUILDID=8 BUILD_REPOSITORY_NAME=o/r BUILD_SOURCEVERSION=%s BUILD_SOURCEBRANCH=refs/pull/22/merge
            SYSTEM_PULLREQUEST_PULLREQUESTID=509123 SYSTEM_PULLREQUEST_PULLREQUESTNUMBER=22 SYSTEM_PULLREQUEST_SOURCEBRANCH=fix
            """,
            "azure",
            "o/r",
            "8",
            SHA,
            "fix",
            "22",
            null),
        job(
            "circleci, one of several pull requests",
            """
            CIRCLECI=true CIRCLE_PROJECT_USERNAME=o CIRCLE_PROJECT_REPONAME=r CIRCLE_BUILD_NUM=5 CIRCLE_SHA1=%s
            CIRCLE_WORKFLOW_ID=fda08377-fe7e-46b1-8992-3a7aaecac9c3 CIRCLE_BRANCH=fix CIRCLE_BUILD_URL=https://c.example/5 CIRCLE_PULL_REQUESTS=https://github.com/o/r/pull/31,https://github.com/o/r/pull/32
            """,
            "circleci",
            "o/r",
            "fda08377-fe7e-46b1-8992-3a7aaecac9c3",
            SHA,
            "fix",
            "31",
            "https://c.example/5"),
        job(
            "circleci fork",
            "CIRCLECI=true CIRCLE_BUILD_NUM=5 CIRCLE_SHA1=%s CIRCLE_BRANCH=pull/33",
            "circleci",
            null,
            "5",
            SHA,
            null,
            "33",
            null),
        job(
            "circleci fork by number",
            "CIRCLECI=true CIRCLE_BUILD_NUM=5 CIRCLE_SHA1=%s CIRCLE_BRANCH=fix CIRCLE_PR_NUMBER=34",
            "circleci",
            null,
            "5",
            SHA,
            "fix",
            "34",
            null),
        job(
            "travis push",
            """
            TRAVIS=true TRAVIS_REPO_SLUG=o/r TRAVIS_BUILD_ID=6 TRAVIS_COMMIT=%s TRAVIS_BRANCH=main TRAVIS_PULL_REQUEST=false
            TRAVIS_BUILD_WEB_URL=https://t.example/6
            """,
            "travis",
            "o/r",
            "6",
            SHA,
            "main",
            null,
            "https://t.example/6"),
        job(
            "travis pull request: the branch is the target",
            """
            TRAVIS=true TRAVIS_REPO_SLUG=o/r TRAVIS_BUILD_ID=6 TRAVIS_COMMIT=%m TRAVIS_BRANCH=main TRAVIS_PULL_REQUEST=41
            TRAVIS_PULL_REQUEST_SHA=%s TRAVIS_PULL_REQUEST_BRANCH=fix
            """,
            "travis",
            "o/r",
            "6",
            SHA,
            "fix",
            "41",
            null),
        job(
            "travis tag: the branch is the tag",
            "TRAVIS=true TRAVIS_BUILD_ID=6 TRAVIS_COMMIT=%s TRAVIS_BRANCH=v1 TRAVIS_TAG=v1"
                + " TRAVIS_PULL_REQUEST=false",
            "travis",
            null,
            "6",
            SHA,
            null,
            null,
            null),
        job(
            "bitbucket pull request",
            """
            BITBUCKET_BUILD_NUMBER=4 BITBUCKET_PIPELINE_UUID={a-b} BITBUCKET_COMMIT=%s BITBUCKET_WORKSPACE=w
            BITBUCKET_REPO_SLUG=r BITBUCKET_BRANCH=fix BITBUCKET_PR_ID=51
            """,
            "bitbucket",
            "w/r",
            "{a-b}",
            SHA,
            "fix",
            "51",
            "https://bitbucket.org/w/r/addon/pipelines/home#!/results/4"),
        job(
            "bitbucket tag",
            "BITBUCKET_BUILD_NUMBER=4 BITBUCKET_COMMIT=%s BITBUCKET_REPO_FULL_NAME=w/r"
                + " BITBUCKET_TAG=v1",
            "bitbucket",
            "w/r",
            "4",
            SHA,
            null,
            null,
            "https://bitbucket.org/w/r/addon/pipelines/home#!/results/4"),
        job(
            "teamcity, before Jenkins, with its files",
            """
            TEAMCITY_VERSION=2026.1 JENKINS_URL=https://j.example/ BUILD_NUMBER=88 BUILD_VCS_NUMBER=%s
            TEAMCITY_BUILD_PROPERTIES_FILE=/build.properties
            """,
            "teamcity",
            "o/r",
            "4711",
            SHA,
            "fix",
            "12",
            "https://tc.example/viewLog.html?buildId=4711"),
        job(
            "teamcity without files",
            "TEAMCITY_VERSION=2026.1 BUILD_NUMBER=88 TEAMCITY_PROJECT_NAME=p BUILD_VCS_NUMBER=%s"
                + " BUILD_URL=https://tc.example/b/88",
            "teamcity",
            "p",
            "88",
            SHA,
            null,
            null,
            "https://tc.example/b/88"));
  }

  private static Arguments job(
      String what,
      String variables,
      String provider,
      @Nullable String repository,
      String build,
      String sha,
      @Nullable String branch,
      @Nullable String request,
      @Nullable String url) {
    Map<String, String> environment = new HashMap<>();
    for (String each : variables.replace("%s", SHA).replace("%m", MERGE).strip().split("\\s+")) {
      String[] pair = each.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    return Arguments.of(
        what,
        environment,
        new CiEnvironment(provider, repository, build, sha, branch, request, url));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void a_job_is_known(String what, Map<String, String> environment, CiEnvironment expected) {
    assertThat(Detection.of(environment, file -> Optional.ofNullable(FILES.get(file))))
        .contains(expected);
  }

  @Test
  void ci_alone_says_nothing() {
    assertThat(Detection.of(Map.of("CI", "true", "BUILD_NUMBER", "3"))).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_is_not_missed() {
    assertThat(
            Detection.of(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_EVENT_PATH", "/no/such/event.json")))
        .isPresent();
  }
}
