package dev.verdict.ci.teamcity;

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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a build has published, with all folders in one answer. */
record TeamCityArtifacts(TeamCityApi api) {
  static final String PLACE = "artifacts";
  private static final String CONTENT = "/artifacts/content/";
  private static final String FIELDS =
      "file(name,fullName,size,modificationTime,content(href),children(href))";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    return api.with(
        Operation.LIST_ARTIFACTS,
        NotedRunId.parse(cursor.testRunId()).build(),
        build ->
            api.http()
                .send(
                    ApiRequest.at(
                            Operation.LIST_ARTIFACTS,
                            HttpMethod.GET,
                            build + "/artifacts/children/")
                        .query("locator", "recursive:true")
                        .query("fields", FIELDS))
                .map(answer -> read(cursor.testRunId(), build, answer)));
  }

  private ArtifactPage read(String testRunId, String build, ApiAnswer answer) {
    // A build without any has no list.
    if (!(answer.object().getValue("file", new JsonArray()) instanceof JsonArray list)) {
      throw answer.unreadable("no list of files");
    }
    List<RemoteArtifact> artifacts = new ArrayList<>();
    for (JsonObject file : JsonFields.objects(list)) {
      // What has no content is a folder; an archive has content and children.
      if (JsonFields.object(file, "content") != null) {
        artifacts.add(artifact(testRunId, build, file));
      }
    }
    return ArtifactPage.last(artifacts);
  }

  private RemoteArtifact artifact(String testRunId, String build, JsonObject file) {
    String path = path(file);
    String key = build + CONTENT + Encoding.path(path);
    return new RemoteArtifact(
        testRunId,
        path,
        key,
        JsonFields.number(file, "size"),
        null,
        null,
        TeamCityStatus.instant(file, "modificationTime"),
        null,
        new ArtifactLink(Encoding.below(api.base(), key), ArtifactLink.Reach.LOGIN, null));
  }

  /** With its folders. Versions that do not tell the full name have it in the address. */
  private static String path(JsonObject file) {
    String full = JsonFields.text(file, "fullName");
    if (full != null) {
      return full;
    }
    String href = JsonFields.text(JsonFields.object(file, "content"), "href", "");
    int from = href.indexOf(CONTENT);
    return from < 0
        ? JsonFields.text(file, "name", "")
        : URLDecoder.decode(
            href.substring(from + CONTENT.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Future<ArtifactContent> download(String path, long from) {
    ApiRequest content =
        ApiRequest.at(Operation.DOWNLOAD_ARTIFACT, HttpMethod.GET, path)
            .header("Accept", "*/*")
            .from(from);
    return api.http().open(content).map(answer -> answer.asArtifact(from));
  }
}
