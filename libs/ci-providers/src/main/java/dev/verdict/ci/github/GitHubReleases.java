package dev.verdict.ci.github;

import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that we give to GitHub: assets of one release, because artifacts come only out of jobs. The
 * name of an asset begins with a digest of its run; its label is the name that people know.
 */
record GitHubReleases(GitHubApi api) {
  static final String PLACE = "release";

  /** GitHub takes 1,000 assets. */
  private static final int MOST_PAGES = 10;

  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    if (!cursor.page().isEmpty()) {
      return assets(cursor, cursor.page());
    }
    return release(Operation.LIST_ARTIFACTS)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(ArtifactPage.last(List.of()))
                    : assets(cursor, String.valueOf(found.get().getValue("id")) + "/1"));
  }

  private Future<ArtifactPage> assets(ArtifactCursor cursor, String page) {
    String[] at = page.split("/", 2);
    String run = AssetName.prefix(cursor.testRunId());
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/releases/{}/assets", at[0])
                .query("per_page", GitHubApi.PAGE)
                .query("page", at[1]))
        .map(
            answer -> {
              List<RemoteArtifact> ours = new ArrayList<>();
              for (Object each : answer.array()) {
                if (each instanceof JsonObject asset
                    && asset.getString("name", "").startsWith(run)
                    && !"starter".equals(asset.getString("state"))) {
                  ours.add(artifact(cursor.testRunId(), asset));
                }
              }
              String next = at[0] + "/" + (Integer.parseInt(at[1]) + 1);
              return new ArtifactPage(
                  ours, answer.next().isPresent() ? List.of(cursor.page(next)) : List.of());
            });
  }

  private RemoteArtifact artifact(String testRunId, JsonObject asset) {
    String name = Optional.ofNullable(asset.getString("label")).orElse(asset.getString("name", ""));
    URI url = URI.create(asset.getString("browser_download_url", api.server().toString()));
    return new RemoteArtifact(
        testRunId,
        name,
        PLACE + "/" + asset.getValue("id"),
        asset.getLong("size"),
        asset.getString("content_type"),
        asset.getString("digest"),
        GitHubArtifacts.instant(asset.getString("created_at")),
        null,
        new ArtifactLink(url, ArtifactLink.Reach.LOGIN, null));
  }

  Future<ArtifactContent> download(String id, long from) {
    return api.http()
        .open(
            api.get(Operation.DOWNLOAD_ARTIFACT, "/releases/assets/{}", id)
                .header("Accept", "application/octet-stream")
                .from(from))
        .map(content -> content.asArtifact(from));
  }

  Future<RemoteArtifact> upload(ArtifactUpload upload) {
    String name = AssetName.of(upload.testRunId(), upload.name());
    return release(Operation.UPLOAD_ARTIFACT)
        .compose(found -> found.map(Future::succeededFuture).orElseGet(this::makeRelease))
        .compose(release -> send(release, name, upload))
        .map(asset -> artifact(upload.testRunId(), asset));
  }

  private Future<JsonObject> send(JsonObject release, String name, ArtifactUpload upload) {
    ApiRequest request =
        ApiRequest.at(Operation.UPLOAD_ARTIFACT, HttpMethod.POST, uploadUrl(release))
            .query("name", name)
            .query("label", upload.name())
            .body(ApiBody.raw(upload.contentType(), upload.source()))
            .accepting(UNPROCESSABLE)
            // What broke off may have left an empty asset; it has to go before a second try.
            .unlessThere(() -> remove(release, name).map(gone -> Optional.empty()));
    return api.http()
        .send(request)
        .compose(
            answer ->
                answer.status() != UNPROCESSABLE
                    ? Future.succeededFuture(answer.object())
                    : again(answer, release, name, request));
  }

  private Future<JsonObject> again(
      ApiAnswer refused, JsonObject release, String name, ApiRequest request) {
    if (!GitHubDialect.alreadyExists(refused)) {
      return Future.failedFuture(refused.refused(new GitHubDialect().message(refused)));
    }
    return remove(release, name)
        .compose(gone -> api.http().send(request))
        .compose(
            answer ->
                answer.status() == UNPROCESSABLE
                    ? Future.failedFuture(answer.refused(new GitHubDialect().message(answer)))
                    : Future.succeededFuture(answer.object()));
  }

  private static String uploadUrl(JsonObject release) {
    return release.getString("upload_url", "").replaceFirst("\\{.*$", "");
  }

  private Future<Void> remove(JsonObject release, String name) {
    return find(String.valueOf(release.getValue("id")), name, 1)
        .compose(
            id ->
                id == null
                    ? Future.succeededFuture()
                    : api.http()
                        .send(
                            api.call(
                                    Operation.UPLOAD_ARTIFACT,
                                    HttpMethod.DELETE,
                                    "/releases/assets/{}",
                                    id)
                                .accepting(NOT_FOUND))
                        .mapEmpty());
  }

  private Future<@Nullable String> find(String release, String name, int page) {
    return api.http()
        .send(
            api.get(Operation.UPLOAD_ARTIFACT, "/releases/{}/assets", release)
                .query("per_page", GitHubApi.PAGE)
                .query("page", page))
        .compose(
            answer -> {
              for (Object each : answer.array()) {
                if (each instanceof JsonObject asset && name.equals(asset.getString("name"))) {
                  return Future.succeededFuture(String.valueOf(asset.getValue("id")));
                }
              }
              return answer.next().isPresent() && page < MOST_PAGES
                  ? find(release, name, page + 1)
                  : Future.succeededFuture(null);
            });
  }

  private Future<Optional<JsonObject>> release(Operation operation) {
    return api.http()
        .send(api.get(operation, "/releases/tags/{}", api.releaseTag()).accepting(NOT_FOUND))
        .map(
            answer ->
                answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.object()));
  }

  private Future<JsonObject> makeRelease() {
    JsonObject body =
        new JsonObject()
            .put("tag_name", api.releaseTag())
            .put("name", "Test artifacts")
            .put("body", "Files of test runs, kept here by Verdict.")
            .put("prerelease", true);
    return api.http()
        .send(
            api.post(Operation.UPLOAD_ARTIFACT, "/releases")
                .json(body)
                .unlessThere(() -> release(Operation.UPLOAD_ARTIFACT)))
        .map(ApiAnswer::object);
  }
}
