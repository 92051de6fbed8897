package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.fallback.NotedRunId;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a build has archived. All of it is in one answer; sizes are not. */
record JenkinsArtifacts(JenkinsApi api) {
  static final String PLACE = "archive";
  private static final String TREE = "url,artifacts[relativePath]";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    return api.with(
        Operation.LIST_ARTIFACTS,
        NotedRunId.parse(cursor.testRunId()).build(),
        build ->
            api.read(Operation.LIST_ARTIFACTS, build.path(), TREE)
                .map(answer -> read(cursor.testRunId(), build, answer)));
  }

  private ArtifactPage read(String testRunId, JenkinsBuild build, ApiAnswer answer) {
    JsonObject body = answer.object();
    if (!(body.getValue("artifacts") instanceof JsonArray list)) {
      throw answer.unreadable("no list of artifacts");
    }
    URI shown = JsonFields.url(body, "url");
    URI page = shown == null ? Encoding.below(api.base(), build.path()) : shown;
    List<RemoteArtifact> artifacts = new ArrayList<>();
    for (JsonObject file : JsonFields.objects(list)) {
      String path = JsonFields.text(file, "relativePath");
      if (path != null) {
        artifacts.add(artifact(testRunId, build, page, path));
      }
    }
    return ArtifactPage.last(artifacts);
  }

  private static RemoteArtifact artifact(
      String testRunId, JenkinsBuild build, URI page, String relativePath) {
    URI link = Encoding.below(page, "artifact/" + Encoding.path(relativePath));
    return new RemoteArtifact(
        testRunId,
        relativePath,
        build.artifact(relativePath),
        null,
        null,
        null,
        null,
        null,
        new ArtifactLink(link, ArtifactLink.Reach.LOGIN, null));
  }

  Future<ArtifactContent> download(String path, long from) {
    return api.http()
        .open(ApiRequest.at(Operation.DOWNLOAD_ARTIFACT, HttpMethod.GET, path).from(from))
        .map(content -> content.asArtifact(from));
  }
}
