package dev.verdict.ci.jenkins;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.required;

import dev.verdict.ci.fallback.NotedRunId;
import dev.verdict.ci.fallback.RepositoryHost;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import dev.verdict.plugin.ci.RunPlace;
import dev.verdict.plugin.ci.RunScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The door to Jenkins. */
public final class JenkinsFactory implements CiProviderFactory {
  private static final String JOB = "job_name";

  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.TEST_RUN,
              "Jenkins takes test results only from a step of the build",
              "a line in the description of the build")
          .fallback(
              Capability.BUILD_STATUS,
              "Jenkins does not mark commits by its API",
              "a status on the host of the repository")
          .fallback(
              Capability.PR_COMMENT,
              "Jenkins has no pull requests",
              "a comment on the host of the repository")
          .absent(
              Capability.ARTIFACT_UPLOAD,
              "Jenkins archives files only from inside a build",
              "the file stays in Verdict's own store");

  @Override
  public String name() {
    return JenkinsApi.NAME;
  }

  @Override
  public String title() {
    return "Jenkins";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required("url", Kind.URL, "of Jenkins, with its prefix", "JENKINS_URL"),
        required("user", Kind.TEXT, "who calls", "JENKINS_USER"),
        optional("token", Kind.SECRET, "API token of the user", "JENKINS_TOKEN"),
        optional("password", Kind.SECRET, "of the user, where he has no API token"),
        optional(JOB, Kind.TEXT, "job with its folders, such as team/app", "JOB_NAME"),
        optional("build_id", Kind.TEXT, "the build that tests belong to", "BUILD_NUMBER"),
        optional(
            "commit_sha",
            Kind.TEXT,
            "what is marked if nobody names one",
            "ghprbActualCommit",
            "GIT_COMMIT"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean usesRepositoryHost() {
    return true;
  }

  /** Repositories and jobs have nothing to do with each other: a build says which job it is of. */
  @Override
  public RunScope scope(Map<String, String> settings, RunPlace run) {
    String job = settings.get(JOB);
    String id = run.runId() == null ? "" : NotedRunId.parse(run.runId()).build();
    if (job == null) {
      return new RunScope.Within(settings);
    }
    return JenkinsBuild.parse(id, Optional.empty()).filter(build -> !build.isOf(job)).isPresent()
        ? new RunScope.Outside(id, JOB, job)
        : new RunScope.Within(settings);
  }

  @Override
  public boolean remembersDeliveries() {
    return true;
  }

  @Override
  public boolean retellsDeliveries() {
    return true;
  }

  @Override
  public CiProvider create(ProviderContext context) {
    return new JenkinsProvider(JenkinsApi.of(context), RepositoryHost.of(JenkinsApi.NAME, context));
  }
}
