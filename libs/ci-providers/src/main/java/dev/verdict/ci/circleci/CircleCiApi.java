package dev.verdict.ci.circleci;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What all calls need: the door and the project.
 *
 * @param project its slug, encoded; what its parts mean is CircleCI's
 */
record CircleCiApi(ProviderHttp http, String project, URI pages, Optional<String> buildId) {
  static final String NAME = "circleci";

  /** A list, or a part of it. */
  record Page(List<JsonObject> items, Optional<String> next) {}

  static CircleCiApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    String slug = settings.required("project_slug");
    int parts = slug.split("/", -1).length;
    if (parts > 3 || parts < 2 || slug.matches("(.*/)?\\s*(/.*)?")) {
      throw new IllegalArgumentException(
          "project_slug: "
              + slug
              + " (expected: gh/owner/repo, bb/owner/repo, circleci/org/project, or owner/repo on"
              + " GitHub)");
    }
    ApiProfile profile =
        ApiProfile.of(settings.requiredUrl("api_url"))
            .credential("Circle-Token", settings.required("token"))
            .alsoTrusting(settings.requiredUrl("artifact_url"))
            .speaking(new CircleCiDialect());
    return new CircleCiApi(
        context.http(profile),
        Encoding.path(parts == 2 ? "gh/" + slug : slug),
        settings.requiredUrl("app_url"),
        settings.text("build_id"));
  }

  Future<JsonObject> read(Operation operation, String template, Object... names) {
    return http.send(ApiRequest.get(operation, template, names)).map(answer -> answer.object());
  }

  Future<JsonObject> ofProject(Operation operation, String template, Object... names) {
    return http.send(project(operation, template, names)).map(answer -> answer.object());
  }

  /** Ids of workflows are not those of a project; fails for what is of another. */
  JsonObject ours(Operation operation, JsonObject found) {
    String slug = JsonFields.text(found, "project_slug", "");
    String only = URLDecoder.decode(project, StandardCharsets.UTF_8);
    if (!slug.isEmpty() && !CircleCiSlug.canBeSame(only, slug)) {
      throw new ConfigurationError(
          Failure.of(
              NAME,
              operation,
              "it is of " + slug + ", and only " + only + " may be asked about",
              "set project_slug to the project of the workflow"));
    }
    return found;
  }

  ApiRequest project(Operation operation, String template, Object... names) {
    String path = ApiRequest.get(operation, template, names).target();
    return ApiRequest.at(operation, HttpMethod.GET, "/project/" + project + path);
  }

  /**
   * @param token of the page; empty for the first
   */
  Future<Page> page(ApiRequest list, String token) {
    return http.send(list.query("page-token", token.isEmpty() ? null : token))
        .map(CircleCiApi::page);
  }

  private static Page page(ApiAnswer answer) {
    JsonObject body = answer.object();
    if (!(body.getValue("items") instanceof JsonArray array)) {
      throw answer.unreadable("no list of items");
    }
    String next = JsonFields.text(body, "next_page_token", "");
    return new Page(JsonFields.objects(array), Optional.of(next).filter(token -> !token.isEmpty()));
  }
}
