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
import java.util.List;

/** The door to Bitbucket. */
public final class BitbucketFactory implements CiProviderFactory {
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
        optional("workspace", Kind.TEXT, "that the repository is in", "BITBUCKET_WORKSPACE"),
        optional(
            "repository",
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
