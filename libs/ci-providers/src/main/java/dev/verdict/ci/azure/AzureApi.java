package dev.verdict.ci.azure;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * What all calls need: the door, the project, and what the settings say.
 *
 * @param base of the organization or the collection
 * @param repository empty if none is set, or one that is somewhere else
 */
record AzureApi(
    ProviderHttp http,
    Clock clock,
    URI base,
    String project,
    Optional<String> repository,
    Optional<String> commitSha,
    Optional<String> buildId,
    String version) {
  static final String NAME = "azure";

  static AzureApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    URI base =
        settings
            .url("org_url")
            .or(() -> settings.url("api_url"))
            .orElseThrow(() -> absent("org_url", "https://dev.azure.com/organization"));
    ApiProfile profile =
        credential(ApiProfile.of(base), settings.required("token"))
            // A 401 then, and no page to sign in.
            .header("X-TFS-FedAuthRedirect", "Suppress")
            .speaking(new AzureDialect());
    Optional<String> repository = settings.text("repository");
    String project =
        settings
            .text("project")
            .or(() -> repository.filter(AzureApi::isPath).map(path -> path.split("/")[0]))
            .orElseThrow(() -> absent("project", "the name of the project"));
    return new AzureApi(
        context.http(profile),
        context.clock(),
        base,
        project,
        repository.flatMap(name -> within(project, name)),
        settings.text("commit_sha"),
        settings.text("build_id"),
        settings.required("api_version"));
  }

  /** Tokens of Entra and of jobs have three parts; those of people are a password. */
  private static ApiProfile credential(ApiProfile profile, String token) {
    if (token.startsWith("$(")) {
      throw new IllegalArgumentException(
          "token: " + token + " (expected: its value; a job gets it by env: of the step)");
    }
    return token.split("\\.", -1).length == 3 ? profile.bearer(token) : profile.basic("", token);
  }

  private static boolean isPath(String name) {
    return name.matches("[^/]+/[^/]+");
  }

  /** A path of another project is that of a repository on GitHub, which a job names as well. */
  private static Optional<String> within(String project, String name) {
    if (!name.contains("/")) {
      return Optional.of(name);
    }
    return name.startsWith(project + "/")
        ? Optional.of(name.substring(project.length() + 1))
        : Optional.empty();
  }

  private static IllegalArgumentException absent(String name, String expected) {
    return new IllegalArgumentException(name + ": absent (expected: " + expected + ")");
  }

  /**
   * @param template below {@code _apis} of the project
   */
  ApiRequest call(Operation operation, HttpMethod method, String template, Object... names) {
    String below = ApiRequest.of(operation, method, template, names).target();
    return ApiRequest.at(operation, method, "/" + Encoding.segment(project) + "/_apis" + below)
        .query("api-version", version);
  }

  ApiRequest get(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.GET, template, names);
  }

  ApiRequest post(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.POST, template, names);
  }

  ApiRequest patch(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.PATCH, template, names);
  }

  /** A page for people. */
  URI page(String encoded) {
    return Encoding.below(base, Encoding.segment(project) + encoded);
  }

  <T> Future<T> unset(Operation operation, String what, String setting) {
    return Future.failedFuture(
        new ConfigurationError(Failure.of(NAME, operation, what, "set " + setting)));
  }
}
