package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.PlainName;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/**
 * Files that we give to GitLab: one generic package for each run, because artifacts come only out
 * of jobs. A file that is sent twice is there twice, and the newest counts. Files of one package
 * are sent one after the other, as GitLab asks for: the first of several at once make the package,
 * and the others an error.
 */
record GitLabPackages(GitLabApi api, InTurn turns) {
  static final String PLACE = "package";
  private static final String FILE = "/packages/generic/{}/1/{}";
  private static final int LONGEST_NAME = 255;

  GitLabPackages(GitLabApi api) {
    this(api, new InTurn());
  }

  private static String packageOf(String testRunId) {
    return "verdict-run-" + PlainName.digest(testRunId);
  }

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    if (!cursor.page().isEmpty()) {
      String[] at = cursor.page().split("/", 2);
      return files(cursor, at[0], at[1]);
    }
    String name = packageOf(cursor.testRunId());
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/packages")
                .query("package_type", "generic")
                .query("package_name", name)
                .query("per_page", GitLabApi.PAGE))
        .compose(
            answer ->
                JsonFields.objects(answer.array()).stream()
                    // GitLab gives those whose name is like it, too.
                    .filter(each -> name.equals(each.getString("name")))
                    .findFirst()
                    .map(each -> files(cursor, JsonFields.text(each, "id", ""), "1"))
                    .orElseGet(() -> Future.succeededFuture(ArtifactPage.last(List.of()))));
  }

  private Future<ArtifactPage> files(ArtifactCursor cursor, String id, String page) {
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/packages/{}/package_files", id)
                .query("per_page", GitLabApi.PAGE)
                .query("page", page))
        .map(
            answer -> {
              List<RemoteArtifact> artifacts =
                  JsonFields.objects(answer.array()).stream()
                      .map(file -> artifact(cursor.testRunId(), file))
                      .toList();
              String next = answer.header("X-Next-Page");
              return new ArtifactPage(
                  artifacts,
                  next == null || next.isBlank()
                      ? List.of()
                      : List.of(cursor.page(id + "/" + next)));
            });
  }

  private RemoteArtifact artifact(String testRunId, JsonObject file) {
    String plain = JsonFields.text(file, "file_name", "");
    ApiRequest download = download(packageOf(testRunId), plain);
    URI url = Encoding.below(api.base(), download.target());
    String hash = JsonFields.text(file, "file_sha256");
    return new RemoteArtifact(
        testRunId,
        PlainName.read(plain),
        PLACE + "/" + packageOf(testRunId) + "/" + plain,
        JsonFields.number(file, "size"),
        null,
        hash == null ? null : "sha256:" + hash,
        JsonFields.instant(file, "created_at"),
        null,
        new ArtifactLink(url, ArtifactLink.Reach.CREDENTIAL, null));
  }

  private ApiRequest download(String name, String plain) {
    return api.get(Operation.DOWNLOAD_ARTIFACT, FILE, name, plain);
  }

  Future<ArtifactContent> download(String key, long from) {
    String[] at = key.split("/", 2);
    return api.http()
        .open(download(at[0], at[1]).header("Accept", "*/*").from(from))
        .map(content -> content.asArtifact(from));
  }

  Future<RemoteArtifact> upload(ArtifactUpload upload) {
    String plain = PlainName.of(upload.name());
    if (plain.length() > LONGEST_NAME) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  GitLabApi.NAME,
                  Operation.UPLOAD_ARTIFACT,
                  "the name '" + upload.name() + "' is " + plain.length() + " characters there",
                  "give it one of at most " + LONGEST_NAME)));
    }
    return turns.next(packageOf(upload.testRunId()), () -> send(upload, plain));
  }

  private Future<RemoteArtifact> send(ArtifactUpload upload, String plain) {
    return api.http()
        .send(
            api.call(
                    Operation.UPLOAD_ARTIFACT,
                    HttpMethod.PUT,
                    FILE,
                    packageOf(upload.testRunId()),
                    plain)
                .query("select", "package_file")
                .body(ApiBody.raw(upload.contentType(), upload.source())))
        .map(answer -> artifact(upload.testRunId(), answer.object()));
  }
}
