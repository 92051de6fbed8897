package dev.verdict.ci.travis;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.fallback.HostedRunId;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The logs of the jobs of a build: all that Travis CI keeps. */
record TravisLogs(TravisApi api) {
  static final String PLACE = "logs";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    String run =
        HostedRunId.parse(cursor.testRunId()).ciRun().or(api::buildId).orElse(cursor.testRunId());
    return api.with(
        Operation.LIST_ARTIFACTS,
        run,
        build ->
            api.read(Operation.LIST_ARTIFACTS, "/build/{}/jobs", build)
                .map(answer -> read(cursor.testRunId(), answer)));
  }

  private ArtifactPage read(String testRunId, ApiAnswer answer) {
    if (!(answer.object().getValue("jobs") instanceof JsonArray jobs)) {
      throw answer.unreadable("no list of jobs");
    }
    List<RemoteArtifact> logs = new ArrayList<>();
    for (JsonObject job : JsonFields.objects(jobs)) {
      if (began(job)) {
        logs.add(log(testRunId, job));
      }
    }
    return ArtifactPage.last(logs);
  }

  private static boolean began(JsonObject job) {
    return TravisWords.read(JsonFields.text(job, "state", "")) != RunState.QUEUED;
  }

  private RemoteArtifact log(String testRunId, JsonObject job) {
    String id = JsonFields.text(job, "id", "");
    return new RemoteArtifact(
        testRunId,
        "job-" + JsonFields.text(job, "number", id) + ".log",
        id,
        null,
        "text/plain",
        null,
        JsonFields.instant(job, "finished_at"),
        null,
        new ArtifactLink(api.page("jobs", id), ArtifactLink.Reach.LOGIN, null));
  }

  Future<ArtifactContent> download(String job, long from) {
    return api.http()
        .open(
            ApiRequest.get(Operation.DOWNLOAD_ARTIFACT, "/job/{}/log.txt", job)
                .header("Accept", "text/plain")
                .from(from))
        .map(content -> content.asArtifact(from));
  }
}
