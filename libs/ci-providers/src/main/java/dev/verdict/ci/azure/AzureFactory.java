package dev.verdict.ci.azure;

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
import dev.verdict.plugin.ci.RunPlace;
import dev.verdict.plugin.ci.RunScope;
import java.util.List;
import java.util.Map;

/** The door to Azure DevOps. */
public final class AzureFactory implements CiProviderFactory {
  private static final String REPOSITORY = "repository";

  static final Capabilities CAPABILITIES =
      Capabilities.all()
          .fallback(
              Capability.ARTIFACT_UPLOAD,
              "Azure DevOps takes artifacts only from inside a job",
              "an attachment of a test run");

  @Override
  public String name() {
    return AzureApi.NAME;
  }

  @Override
  public String title() {
    return "Azure DevOps";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required(
            "token",
            Kind.SECRET,
            "of a person, or System.AccessToken of a job",
            "AZURE_DEVOPS_TOKEN",
            "AZURE_TOKEN",
            "SYSTEM_ACCESSTOKEN"),
        optional("org_url", Kind.URL, "of the organization, or of the collection on a Server"),
        optional(
            "api_url",
            Kind.URL,
            "the same",
            "SYSTEM_COLLECTIONURI",
            "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
        optional("project", Kind.TEXT, "name or id of the project", "SYSTEM_TEAMPROJECT"),
        optional(
            REPOSITORY,
            Kind.TEXT,
            "name or id of the repository, or project/repository",
            "BUILD_REPOSITORY_ID"),
        optional(
            "commit_sha",
            Kind.TEXT,
            "what is marked if nobody names a commit",
            "SYSTEM_PULLREQUEST_SOURCECOMMITID",
            "BUILD_SOURCEVERSION"),
        optional("build_id", Kind.TEXT, "the build that tests belong to", "BUILD_BUILDID"),
        withDefault("api_version", Kind.TEXT, "7.1", "of the API; a Server may know less"));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** A repository has a name, an id, and a name with its project before it. */
  @Override
  public RunScope scope(Map<String, String> settings, RunPlace run) {
    String its = run.repository();
    String only = settings.get(REPOSITORY);
    if (its == null) {
      return new RunScope.Within(settings);
    }
    if (only == null) {
      return RunScope.with(settings, REPOSITORY, its);
    }
    AzureName ours = AzureName.of(only, settings.get("project"));
    return ours.canBe(AzureName.of(its, null))
        ? new RunScope.Within(settings)
        : new RunScope.Outside(its, REPOSITORY, only);
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
    return new AzureProvider(AzureApi.of(context));
  }
}
