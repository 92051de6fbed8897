package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Jenkins wants with each write of who comes with a password, against forged requests. It
 * holds for one session, so the cookies belong to it. No headers where Jenkins wants none.
 */
record JenkinsCrumb(Map<String, String> headers) {
  private static final int NO_PROTECTION = 404;

  static Future<JenkinsCrumb> fetch(ProviderHttp http, Operation operation) {
    return http.send(ApiRequest.get(operation, "/crumbIssuer/api/json").accepting(NO_PROTECTION))
        .map(
            answer -> answer.status() == NO_PROTECTION ? new JenkinsCrumb(Map.of()) : read(answer));
  }

  private static JenkinsCrumb read(ApiAnswer answer) {
    JsonObject body = answer.object();
    String crumb = JsonFields.text(body, "crumb");
    if (crumb == null) {
      throw answer.unreadable("no crumb");
    }
    String cookies =
        answer.headers().getAll("Set-Cookie").stream()
            .map(each -> each.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    String field = JsonFields.text(body, "crumbRequestField", "Jenkins-Crumb");
    return new JenkinsCrumb(
        cookies.isEmpty() ? Map.of(field, crumb) : Map.of(field, crumb, "Cookie", cookies));
  }

  ApiRequest on(ApiRequest request) {
    ApiRequest stamped = request;
    for (Map.Entry<String, String> each : headers.entrySet()) {
      stamped = stamped.header(each.getKey(), each.getValue());
    }
    return stamped;
  }
}
