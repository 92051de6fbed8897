package dev.verdict.ci.bitbucket;

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
import org.jspecify.annotations.Nullable;

/** The door to Bitbucket. */
public final class BitbucketFactory implements CiProviderFactory {
  private static final String WORKSPACE = "workspace";
  private static final String REPOSITORY = "repository";
  private static final String DOWNLOADS = "a file among the downloads of the repository";

  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.ARTIFACTS,
              "Bitbucket shows what its pipelines left to nobody but its own pages",
              DOWNLOADS)
          .fallback(
              Capability.ARTIFACT_UPLOAD,
              "Bitbucket takes artifacts only from inside a pipeline",
              DOWNLOADS);

  @Override
  public String name() {
    return BitbucketApi.NAME;
  }

  @Override
  public String title() {
    return "Bitbucket Pipelines";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        optional("token", Kind.SECRET, "of access, or with username of the API", "BITBUCKET_TOKEN"),
        optional(
            "username",
            Kind.TEXT,
            "the mail address of an API token's owner",
            "BITBUCKET_USERNAME",
            "BITBUCKET_USER"),
        optional(
            "app_password",
            Kind.SECRET,
            "in the place of token, with username",
            "BITBUCKET_APP_PASSWORD"),
        optional(WORKSPACE, Kind.TEXT, "that the repository is in", "BITBUCKET_WORKSPACE"),
        optional(
            REPOSITORY,
            Kind.TEXT,
            "name, or workspace/name",
            "BITBUCKET_REPO_FULL_NAME",
            "BITBUCKET_REPO_SLUG"),
        withDefault("api_url", Kind.URL, "https://api.bitbucket.org/2.0", "of the API"),
        withDefault("server_url", Kind.URL, "https://bitbucket.org", "of the pages for people"),
        optional("commit_hash", Kind.TEXT, "what is marked if nobody names a commit"),
        optional("commit_sha", Kind.TEXT, "the same", "BITBUCKET_COMMIT"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** A name alone is one of the workspace that is set. */
  @Override
  public RunScope scope(Map<String, String> settings, RunPlace run) {
    String said = run.repository();
    if (said == null) {
      return new RunScope.Within(settings);
    }
    String workspace = settings.get(WORKSPACE);
    String its = whole(workspace, said);
    String only = settings.get(REPOSITORY);
    if (only != null) {
      return whole(workspace, only).equalsIgnoreCase(its)
          ? new RunScope.Within(settings)
          : new RunScope.Outside(its, REPOSITORY, whole(workspace, only));
    }
    String within = workspace == null ? "" : workspace + "/";
    return workspace == null || its.regionMatches(true, 0, within, 0, within.length())
        ? RunScope.with(settings, REPOSITORY, its)
        : new RunScope.Outside(its, WORKSPACE, workspace);
  }

  private static String whole(@Nullable String workspace, String name) {
    return workspace == null || name.contains("/") ? name : workspace + "/" + name;
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
    return new BitbucketProvider(BitbucketApi.of(context));
  }
}
