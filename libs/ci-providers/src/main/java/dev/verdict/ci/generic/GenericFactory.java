package dev.verdict.ci.generic;

import static dev.verdict.plugin.ci.ProviderSetting.optional;
import static dev.verdict.plugin.ci.ProviderSetting.required;
import static dev.verdict.plugin.ci.ProviderSetting.withDefault;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import dev.verdict.plugin.ci.http.ApiProfile;
import java.util.List;

/** The door to a CI system that nobody wrote a provider for. */
public final class GenericFactory implements CiProviderFactory {
  static final String NAME = "generic";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Any CI system with an HTTP API";
  }

  /**
   * Paths are below {@code api_url}; names in braces are replaced. One that is empty is switched
   * off.
   */
  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        required("api_url", Kind.URL, "what all paths are below"),
        optional("token", Kind.SECRET, "sent as auth_header"),
        withDefault("auth_header", Kind.TEXT, "Authorization", "the header of the token"),
        withDefault("auth_prefix", Kind.TEXT, "Bearer", "before the token; none: nothing"),
        optional("commit_sha", Kind.TEXT, "what is marked if nobody names a commit"),
        withDefault("ping_path", Kind.TEXT, "/", "GET; whether the credential is right"),
        withDefault("runs_path", Kind.TEXT, "/runs", "POST; PUT and GET are at {run_id} below it"),
        withDefault("status_path", Kind.TEXT, "/commits/{sha}/statuses/{context}", "PUT"),
        withDefault("comment_path", Kind.TEXT, "/pulls/{pr}/comments/{key}", "PUT"),
        withDefault(
            "artifacts_path",
            Kind.TEXT,
            "/runs/{run_id}/artifacts",
            "GET lists; PUT and GET of a file are at {name} below it"));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public CiProvider create(ProviderContext context) {
    var settings = context.settings();
    ApiProfile profile = ApiProfile.of(settings.requiredUrl("api_url"));
    String prefix = settings.required("auth_prefix");
    String before = prefix.equals("none") ? "" : prefix + " ";
    ApiProfile known =
        settings
            .text("token")
            .map(token -> profile.credential(settings.required("auth_header"), before + token))
            .orElse(profile);
    return new GenericProvider(context.http(known), GenericPaths.of(settings), context.clock());
  }
}
