package dev.verdict.ci.github;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** What all calls need: the door, the repository, and what the settings say. */
record GitHubApi(
    ProviderHttp http,
    Clock clock,
    String owner,
    String repository,
    URI server,
    Optional<String> commitSha,
    Optional<String> buildId,
    String releaseTag) {
  static final String NAME = "github";
  static final int PAGE = 100;
  private static final String PUBLIC_API = "https://api.github.com";

  static GitHubApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    String[] names = settings.required("repository").split("/", -1);
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw new IllegalArgumentException(
          "repository: " + settings.required("repository") + " (expected: owner/name)");
    }
    URI api = settings.requiredUrl("api_url");
    ApiProfile profile =
        ApiProfile.of(api)
            .bearer(settings.required("token"))
            .alsoTrusting(settings.url("upload_url").orElseGet(() -> uploads(api)))
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .speaking(new GitHubDialect());
    return new GitHubApi(
        context.http(profile),
        context.clock(),
        names[0],
        names[1],
        settings.url("server_url").orElseGet(() -> server(api)),
        settings.text("commit_sha"),
        settings.text("build_id"),
        settings.required("release_tag"));
  }

  private static URI uploads(URI api) {
    return api.toString().equals(PUBLIC_API) ? URI.create("https://uploads.github.com") : api;
  }

  private static URI server(URI api) {
    return api.toString().equals(PUBLIC_API)
        ? URI.create("https://github.com")
        : URI.create(api.toString().replaceFirst("/api/v3$", ""));
  }

  /**
   * @param template below the repository
   */
  ApiRequest call(Operation operation, HttpMethod method, String template, Object... names) {
    ApiRequest repository =
        ApiRequest.of(operation, method, "/repos/{}/{}", owner, this.repository);
    return ApiRequest.at(
        operation,
        method,
        repository.target() + ApiRequest.of(operation, method, template, names).target());
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
}
