package dev.verdict.ci.bitbucket;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** What all calls need: the door, the repository, and what the settings say. */
record BitbucketApi(
    ProviderHttp http,
    Clock clock,
    String workspace,
    String repository,
    URI server,
    Optional<String> commitSha) {
  static final String NAME = "bitbucket";
  static final int PAGE = 100;

  static BitbucketApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    String name =
        settings
            .text("repository")
            .orElseThrow(() -> absent("repository", "name, or workspace/name"));
    String[] names =
        name.contains("/")
            ? name.split("/", -1)
            : new String[] {
              settings
                  .text("workspace")
                  .orElseThrow(() -> absent("workspace", "that of the repository")),
              name
            };
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw new IllegalArgumentException(
          "repository: " + name + " (expected: name, or workspace/name)");
    }
    ApiProfile profile =
        credential(ApiProfile.of(settings.requiredUrl("api_url")), settings)
            .speaking(new BitbucketDialect());
    return new BitbucketApi(
        context.http(profile),
        context.clock(),
        names[0],
        names[1],
        settings.requiredUrl("server_url"),
        settings.text("commit_hash").or(() -> settings.text("commit_sha")));
  }

  /** Tokens of persons come with a name, those of a repository or a workspace without. */
  private static ApiProfile credential(ApiProfile profile, ProviderSettings settings) {
    Optional<String> user = settings.text("username");
    String secret =
        settings
            .text("token")
            .or(() -> settings.text("app_password"))
            .orElseThrow(() -> absent("token", "a token, or username and app_password"));
    if (user.isEmpty() && settings.text("token").isEmpty()) {
      throw absent("username", "whose app_password it is");
    }
    return user.map(name -> profile.basic(name, secret)).orElseGet(() -> profile.bearer(secret));
  }

  private static IllegalArgumentException absent(String name, String expected) {
    return new IllegalArgumentException(name + ": absent (expected: " + expected + ")");
  }

  /**
   * @param template below the repository
   */
  ApiRequest call(Operation operation, HttpMethod method, String template, Object... names) {
    String below = ApiRequest.of(operation, method, template, names).target();
    String above =
        ApiRequest.of(operation, method, "/repositories/{}/{}", workspace, repository).target();
    return ApiRequest.at(operation, method, above + below);
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

  /** A page of the repository for people. */
  URI page(String encoded) {
    return Encoding.below(
        server, Encoding.segment(workspace) + "/" + Encoding.segment(repository) + encoded);
  }
}
