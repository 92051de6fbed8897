package dev.verdict.ci.teamcity;

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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** What all calls need: the door, and which build is meant if nobody says. */
record TeamCityApi(
    ProviderHttp http, URI base, Optional<String> buildId, Optional<String> repository) {
  static final String NAME = "teamcity";

  static TeamCityApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    URI base = Encoding.below(settings.requiredUrl("url"), "app/rest");
    ApiProfile profile = proven(ApiProfile.of(base), settings).speaking(new TeamCityDialect());
    return new TeamCityApi(
        context.http(profile), base, settings.text("build_id"), settings.text("scm_repository"));
  }

  private static ApiProfile proven(ApiProfile profile, ProviderSettings settings) {
    Optional<String> token = settings.text("token");
    if (token.isPresent()) {
      return profile.bearer(token.get());
    }
    Optional<String> password = settings.text("password");
    if (password.isEmpty() || settings.text("username").isEmpty()) {
      throw new IllegalArgumentException(
          "token: absent (expected: an access token, or else username and password)");
    }
    return profile.basic(settings.required("username"), password.get());
  }

  /** The call with the path of the build that an id means. */
  <T> Future<T> with(Operation operation, String id, Function<String, Future<T>> call) {
    return TeamCityBuild.locator(id)
        .map(locator -> call.apply("/builds/" + locator))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new ConfigurationError(
                        Failure.of(
                            NAME,
                            operation,
                            "'" + id + "' is no build that can be found",
                            "give the id of a build (its number is another thing), its URL, or a"
                                + " locator such as number:5,buildType:(id:App_Test)"))));
  }

  /** Of an object of TeamCity, only what is named. */
  Future<JsonObject> read(Operation operation, String path, String fields) {
    return http.send(ApiRequest.at(operation, HttpMethod.GET, path).query("fields", fields))
        .map(answer -> answer.object());
  }
}
