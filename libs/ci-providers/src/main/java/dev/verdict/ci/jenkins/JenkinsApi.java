package dev.verdict.ci.jenkins;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSettings;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** What all calls need: the door, which job is meant, and whether a write wants a crumb. */
record JenkinsApi(
    ProviderHttp http,
    URI base,
    boolean wantsCrumb,
    Optional<String> job,
    Optional<String> buildId,
    Optional<String> repository) {
  static final String NAME = "jenkins";

  static JenkinsApi of(ProviderContext context) {
    ProviderSettings settings = context.settings();
    Optional<String> token = settings.text("token");
    Optional<String> password = settings.text("password");
    if (token.isPresent() == password.isPresent()) {
      throw new IllegalArgumentException(
          "token: "
              + (token.isPresent() ? "given beside password" : "absent")
              + " (expected: an API token, or else a password)");
    }
    URI base = settings.requiredUrl("url");
    ApiProfile profile =
        ApiProfile.of(base)
            .basic(settings.required("user"), token.or(() -> password).orElseThrow())
            .speaking(new JenkinsDialect());
    return new JenkinsApi(
        context.http(profile),
        base,
        password.isPresent(),
        settings.text("job_name"),
        settings.text("build_id"),
        settings.text("scm_repository"));
  }

  /** The call with the build that an id means. */
  <T> Future<T> with(Operation operation, String id, Function<JenkinsBuild, Future<T>> call) {
    return JenkinsBuild.parse(id, job)
        .map(call)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new ConfigurationError(
                        Failure.of(
                            NAME,
                            operation,
                            "'" + id + "' is no build that can be found",
                            "give a number and set job_name, or a job and a number such as"
                                + " team/app#12, or the URL of the build"))));
  }

  /** Of an object of Jenkins, only what is named: all of it can be megabytes. */
  Future<ApiAnswer> read(Operation operation, String path, String tree) {
    return http.send(
        ApiRequest.at(operation, HttpMethod.GET, path + "/api/json").query("tree", tree));
  }

  Future<ApiAnswer> write(ApiRequest request) {
    return wantsCrumb
        ? JenkinsCrumb.fetch(http, request.operation())
            .compose(crumb -> http.send(crumb.on(request)))
        : http.send(request);
  }
}
