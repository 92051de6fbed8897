package dev.verdict.ci.github;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.required;
import static dev.verdict.plugin.ci.ProviderSetting.withDefault;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import java.util.List;

/** The door to GitHub. */
public final class GitHubFactory implements CiProviderFactory {
  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.ARTIFACT_UPLOAD,
              "GitHub takes artifacts only from inside a job",
              "an asset of a release");

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String title() {
    return "GitHub Actions";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required("token", Kind.SECRET, "of a job, an App or a person", "GITHUB_TOKEN"),
        required("repository", Kind.TEXT, "owner/name", "GITHUB_REPOSITORY"),
        withDefault("api_url", Kind.URL, "https://api.github.com", "of the API", "GITHUB_API_URL"),
        optional("server_url", Kind.URL, "of the pages for people", "GITHUB_SERVER_URL"),
        optional("upload_url", Kind.URL, "where release assets are sent, if it is another host"),
        optional("commit_sha", Kind.TEXT, "what is marked if nobody names a commit", "GITHUB_SHA"),
        optional("build_id", Kind.TEXT, "the run of Actions that tests belong to", "GITHUB_RUN_ID"),
        withDefault(
            "release_tag", Kind.TEXT, "verdict-artifacts", "of the release that holds uploads"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean remembersDeliveries() {
    return true;
  }

  @Override
  public CiProvider create(ProviderContext context) {
    return new GitHubProvider(GitHubApi.of(context));
  }
}
