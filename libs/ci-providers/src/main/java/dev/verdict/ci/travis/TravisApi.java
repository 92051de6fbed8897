package dev.verdict.ci.travis;

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
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all calls need: the door and the repository. */
record TravisApi(ProviderHttp http, String repository, URI pages, Optional<String> buildId) {
  static final String NAME = "travis";

  /** The id of a build, or the address of its page. */
  private static final Pattern BUILD = Pattern.compile("(?:https?://.*/builds/)?(\\d+)");

  static TravisApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    String slug = settings.required("repository");
    if (!slug.matches("[^/\\s]+/[^/\\s]+")) {
      throw new IllegalArgumentException("repository: " + slug + " (expected: owner/name)");
    }
    ApiProfile profile =
        ApiProfile.of(settings.requiredUrl("api_url"))
            .credential("Authorization", "token " + settings.required("token"))
            .header("Travis-API-Version", "3")
            .speaking(new TravisDialect());
    return new TravisApi(
        context.http(profile), slug, settings.requiredUrl("server_url"), settings.text("build_id"));
  }

  Future<ApiAnswer> read(Operation operation, String template, String name) {
    return http.send(ApiRequest.get(operation, template, name));
  }

  /** The call with the build that an id means. */
  <T> Future<T> with(Operation operation, String id, Function<String, Future<T>> call) {
    Matcher build = BUILD.matcher(id);
    return build.matches()
        ? call.apply(build.group(1))
        : Future.failedFuture(
            new ConfigurationError(
                Failure.of(
                    NAME,
                    operation,
                    "'" + id + "' is no build of Travis CI",
                    "give the id of a build (its number is another thing) or its URL; set build_id"
                        + " if none was given")));
  }

  /**
   * @param kind builds or jobs
   */
  URI page(String kind, String id) {
    return Encoding.below(
        pages, "github/" + Encoding.path(repository) + "/" + kind + "/" + Encoding.segment(id));
  }
}
