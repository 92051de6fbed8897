package dev.verdict.ci.azure;

import dev.verdict.ci.CutText;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Marks on commits and on pull requests, of which the latest of a name counts. */
record AzureStatuses(AzureApi api, String repository) {
  private static final int LONGEST = 255;
  private static final String COMMIT = "/git/repositories/{}/commits/{}/statuses";
  private static final String REQUEST = "/git/repositories/{}/pullRequests/{}/statuses";

  /** On the commit, and on the pull request: policies of branches look only there. */
  Future<Void> put(String sha, BuildStatus status) {
    Operation operation = Operation.SET_BUILD_STATUS;
    return mark(api.post(operation, COMMIT, repository, sha), status)
        .compose(
            done ->
                status.prNumber() == null
                    ? Future.succeededFuture()
                    : mark(api.post(operation, REQUEST, repository, status.prNumber()), status));
  }

  private Future<Void> mark(ApiRequest request, BuildStatus status) {
    String words = status.description().isBlank() ? "" : ": " + status.description();
    JsonObject body =
        new JsonObject()
            .put("state", AzureWords.status(status.state()))
            .put("description", CutText.line(status.state().word() + words, LONGEST))
            .put(
                "context",
                JsonObject.of("name", CutText.line(status.context(), LONGEST), "genre", "verdict"));
    if (status.targetUrl() != null) {
      body.put("targetUrl", status.targetUrl().toString());
    }
    return api.http().send(request.json(body).safeToRepeat()).mapEmpty();
  }
}
