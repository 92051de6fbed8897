package dev.verdict.ci.circleci;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.required;
import static dev.verdict.plugin.ci.ProviderSetting.withDefault;

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

/** The door to CircleCI. */
public final class CircleCiFactory implements CiProviderFactory {
  private static final String PROJECT = "project_slug";

  /** Of a whole one: the host, who owns it, its name. */
  private static final int SLUG_PARTS = 3;

  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.TEST_RUN,
              "CircleCI has no object for the tests of others",
              "a test run on the host of the repository")
          .fallback(
              Capability.BUILD_STATUS,
              "CircleCI marks commits only for its own jobs",
              "a status on the host of the repository")
          .fallback(
              Capability.PR_COMMENT,
              "CircleCI has no pull requests",
              "a comment on the host of the repository")
          .absent(
              Capability.ARTIFACT_UPLOAD,
              "CircleCI takes files only from the step store_artifacts of a job",
              "the file stays in Verdict's own store");

  @Override
  public String name() {
    return CircleCiApi.NAME;
  }

  @Override
  public String title() {
    return "CircleCI";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required(
            "token", Kind.SECRET, "personal token; one of a project will not do", "CIRCLE_TOKEN"),
        required(PROJECT, Kind.TEXT, "such as gh/owner/repo or circleci/org/project"),
        withDefault("api_url", Kind.URL, "https://circleci.com/api/v2", "of the API"),
        withDefault(
            "artifact_url",
            Kind.URL,
            "https://output.circle-artifacts.com",
            "where artifacts are, which gets the token too"),
        withDefault("app_url", Kind.URL, "https://app.circleci.com", "of the pages for people"),
        optional("build_id", Kind.TEXT, "the workflow that tests belong to", "CIRCLE_WORKFLOW_ID"),
        optional("commit_sha", Kind.TEXT, "what is marked if nobody names one", "CIRCLE_SHA1"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean usesRepositoryHost() {
    return true;
  }

  /**
   * Of GitHub and Bitbucket the slug of a project has the name of its repository. Who looks for
   * lost webhooks names the slug itself.
   */
  @Override
  public RunScope scope(Map<String, String> settings, RunPlace run) {
    String its = run.repository();
    String slug = settings.get(PROJECT);
    if (slug == null && its != null && its.split("/", -1).length == SLUG_PARTS) {
      return RunScope.with(settings, PROJECT, its);
    }
    if (its == null || slug == null || !its.contains("/") || its.equalsIgnoreCase(slug)) {
      return new RunScope.Within(settings);
    }
    return CircleCiSlug.repository(slug).filter(ours -> !ours.equalsIgnoreCase(its)).isPresent()
        ? new RunScope.Outside(its, PROJECT, slug)
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
    return new CircleCiProvider(
        CircleCiApi.of(context), RepositoryHost.of(CircleCiApi.NAME, context));
  }
}
