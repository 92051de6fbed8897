package dev.verdict.ci.gitlab;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.withDefault;

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
import java.util.stream.Stream;

/** The door to GitLab. */
public final class GitLabFactory implements CiProviderFactory {
  private static final String REPOSITORY = "repository";

  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.TEST_RUN, "GitLab has no test runs of others", "a status of the commit")
          .fallback(
              Capability.ARTIFACT_UPLOAD,
              "GitLab takes artifacts only from inside a job",
              "a generic package");

  @Override
  public String name() {
    return GitLabApi.NAME;
  }

  @Override
  public String title() {
    return "GitLab CI";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        optional("token", Kind.SECRET, "of a person, project or group", "GITLAB_TOKEN"),
        optional("job_token", Kind.SECRET, "of a job, if there is no token", "CI_JOB_TOKEN"),
        withDefault(
            "token_header",
            Kind.TEXT,
            GitLabCredential.PERSON,
            "PRIVATE-TOKEN, JOB-TOKEN, or Authorization for a token of OAuth"),
        optional("project_id", Kind.TEXT, "number or path of the project"),
        optional("project", Kind.TEXT, "the same"),
        optional(REPOSITORY, Kind.TEXT, "the same", "CI_PROJECT_PATH", "CI_PROJECT_ID"),
        withDefault(
            "api_url", Kind.URL, "https://gitlab.com/api/v4", "of the API", "CI_API_V4_URL"),
        optional("commit_sha", Kind.TEXT, "what is marked if nobody names one", "CI_COMMIT_SHA"),
        optional(
            "ref",
            Kind.TEXT,
            "the branch or tag of the commit",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CI_COMMIT_REF_NAME"),
        optional("build_id", Kind.TEXT, "the pipeline that tests belong to", "CI_PIPELINE_ID"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** A number and a path cannot be compared: then the project of the settings is asked. */
  @Override
  public RunScope scope(Map<String, String> settings, RunPlace run) {
    String its = run.repository();
    String setting =
        Stream.of("project_id", "project", REPOSITORY)
            .filter(settings::containsKey)
            .findFirst()
            .orElse(null);
    if (its == null) {
      return new RunScope.Within(settings);
    }
    if (setting == null) {
      return RunScope.with(settings, REPOSITORY, its);
    }
    String only = settings.getOrDefault(setting, "");
    boolean comparable = isNumber(only) == isNumber(its);
    return comparable && !only.equalsIgnoreCase(its)
        ? new RunScope.Outside(its, setting, only)
        : new RunScope.Within(settings);
  }

  private static boolean isNumber(String project) {
    return project.matches("\\d+");
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
    return new GitLabProvider(GitLabApi.of(context));
  }
}
