package dev.verdict.ci.travis;

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
import java.util.List;

/** The door to Travis CI. */
public final class TravisFactory implements CiProviderFactory {
  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.TEST_RUN,
              "Travis CI has no object for the tests of others",
              "a test run on the host of the repository")
          .fallback(
              Capability.BUILD_STATUS,
              "Travis CI marks commits only for its own builds",
              "a status on the host of the repository")
          .fallback(
              Capability.PR_COMMENT,
              "Travis CI comments on nothing",
              "a comment on the host of the repository")
          .fallback(
              Capability.ARTIFACTS,
              "Travis CI keeps no files: its addon sends them to a bucket of yours",
              "the logs of the jobs; all else is in Verdict's own store")
          .absent(
              Capability.ARTIFACT_UPLOAD,
              "Travis CI keeps no files",
              "the file stays in Verdict's own store");

  @Override
  public String name() {
    return TravisApi.NAME;
  }

  @Override
  public String title() {
    return "Travis CI";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required("token", Kind.SECRET, "API token of a user", "TRAVIS_TOKEN"),
        required("repository", Kind.TEXT, "owner/name", "TRAVIS_REPO_SLUG"),
        withDefault("api_url", Kind.URL, "https://api.travis-ci.com", "of the API"),
        withDefault("server_url", Kind.URL, "https://app.travis-ci.com", "of the pages for people"),
        optional("build_id", Kind.TEXT, "the build that tests belong to", "TRAVIS_BUILD_ID"),
        optional(
            "commit_sha",
            Kind.TEXT,
            "what is marked if nobody names one",
            "TRAVIS_PULL_REQUEST_SHA",
            "TRAVIS_COMMIT"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean usesRepositoryHost() {
    return true;
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
    return new TravisProvider(TravisApi.of(context), RepositoryHost.of(TravisApi.NAME, context));
  }
}
