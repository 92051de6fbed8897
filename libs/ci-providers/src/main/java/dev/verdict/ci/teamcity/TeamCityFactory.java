package dev.verdict.ci.teamcity;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.required;

import dev.verdict.ci.fallback.RepositoryHost;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import java.util.List;

/** The door to TeamCity. */
public final class TeamCityFactory implements CiProviderFactory {
  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.TEST_RUN,
              "TeamCity takes test results only from the output of the build",
              "a line in the comment of the build, and a tag")
          .fallback(
              Capability.BUILD_STATUS,
              "TeamCity marks commits only by a feature of the build configuration",
              "a status on the host of the repository")
          .fallback(
              Capability.PR_COMMENT,
              "TeamCity has no pull requests",
              "a comment on the host of the repository")
          .absent(
              Capability.ARTIFACT_UPLOAD,
              "TeamCity publishes files only from inside a build",
              "the file stays in Verdict's own store");

  @Override
  public String name() {
    return TeamCityApi.NAME;
  }

  @Override
  public String title() {
    return "TeamCity";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required("url", Kind.URL, "of TeamCity, with its prefix", "TEAMCITY_URL"),
        optional("token", Kind.SECRET, "access token of a user", "TEAMCITY_TOKEN"),
        optional("username", Kind.TEXT, "where there is no token", "TEAMCITY_USER", "TC_USERNAME"),
        optional(
            "password", Kind.SECRET, "where there is no token", "TEAMCITY_PASSWORD", "TC_PASSWORD"),
        optional("build_id", Kind.TEXT, "the build that tests belong to", "TEAMCITY_BUILD_ID"),
        optional(
            "commit_sha", Kind.TEXT, "what is marked if nobody names one", "BUILD_VCS_NUMBER"));
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
    return new TeamCityProvider(
        TeamCityApi.of(context), RepositoryHost.of(TeamCityApi.NAME, context));
  }
}
