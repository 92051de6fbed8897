package dev.verdict.ci.gitlab;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all calls need: the door, the project, and what the settings say.
 *
 * @param base of the API, with {@code /api/v4}
 * @param project a number or a path
 */
record GitLabApi(
    ProviderHttp http,
    URI base,
    String project,
    boolean ofJob,
    Optional<String> commitSha,
    Optional<String> ref,
    Optional<String> pipeline) {
  static final String NAME = "gitlab";
  static final int PAGE = 100;
  private static final String VERSION = "/api/v4";

  static GitLabApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    URI base = base(settings.requiredUrl("api_url"));
    GitLabCredential credential = GitLabCredential.of(settings);
    ApiProfile profile = ApiProfile.of(base).speaking(new GitLabDialect());
    return new GitLabApi(
        context.http(profile.credential(credential.header(), credential.value())),
        base,
        project(settings),
        credential.ofJob(),
        settings.text("commit_sha"),
        settings.text("ref"),
        settings.text("build_id"));
  }

  /** People know the address of their GitLab, not of its API. */
  private static URI base(URI url) {
    return url.getPath().endsWith(VERSION) ? url : URI.create(url + VERSION);
  }

  private static String project(ProviderSettings settings) {
    String project =
        settings
            .text("project_id")
            .or(() -> settings.text("project"))
            .or(() -> settings.text("repository"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "project_id: absent (expected: the number or the path of the project)"));
    if (!project.matches("\\d+|[^/\\s]+(/[^/\\s]+)+")) {
      throw new IllegalArgumentException(
          "project_id: " + project + " (expected: a number, or group/name)");
    }
    return project;
  }

  /**
   * @param template below the project
   */
  ApiRequest call(Operation operation, HttpMethod method, String template, Object... names) {
    ApiRequest below = ApiRequest.of(operation, method, template, names);
    return ApiRequest.at(
        operation,
        method,
        ApiRequest.of(operation, method, "/projects/{}", project).target() + below.target());
  }

  ApiRequest get(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.GET, template, names);
  }

  ApiRequest post(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.POST, template, names);
  }

  ApiRequest put(Operation operation, String template, Object... names) {
    return call(operation, HttpMethod.PUT, template, names);
  }

  /** A page of the project for people; null if only its number is known. */
  @Nullable URI page(String path) {
    return project.matches("\\d+")
        ? null
        : URI.create(base.toString().replaceFirst(VERSION + "$", "/") + project + path);
  }
}
