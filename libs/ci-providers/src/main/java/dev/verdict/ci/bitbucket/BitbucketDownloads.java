package dev.verdict.ci.bitbucket;

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
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The downloads of the repository, in which the names of ours begin with a digest of their run. A
 * file that is sent twice is there once.
 */
record BitbucketDownloads(BitbucketApi api) {
  static final String PLACE = "downloads";
  private static final String FILE = "/downloads/{}";
  private static final int LONGEST_NAME = 255;

  /** One more than anybody reads, whatever number is told. */
  private static final int MOST_PAGES = 1_001;

  /** How long a signed link lasts is not said; this is less than anybody grants. */
  private static final Duration LINK_LASTS = Duration.ofSeconds(50);

  static String fileName(String testRunId, String name) {
    return prefix(testRunId) + PlainName.of(name);
  }

  private static String prefix(String testRunId) {
    return "verdict-" + PlainName.digest(testRunId) + "-";
  }

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    boolean first = cursor.page().isEmpty();
    String page = first ? "1" : cursor.page();
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/downloads")
                .query("pagelen", BitbucketApi.PAGE)
                .query("page", page))
        .map(ApiAnswer::object)
        .map(
            body ->
                new ArtifactPage(
                    JsonFields.objects(body.getValue("values")).stream()
                        .filter(each -> isOf(cursor.testRunId(), each))
                        .map(each -> artifact(cursor.testRunId(), each))
                        .toList(),
                    more(cursor, body, Integer.parseInt(page))));
  }

  private static boolean isOf(String testRunId, JsonObject file) {
    return JsonFields.text(file, "name", "").startsWith(prefix(testRunId));
  }

  /** All of the rest where Bitbucket counts, else the next. */
  private static List<ArtifactCursor> more(ArtifactCursor cursor, JsonObject body, int page) {
    Long size = JsonFields.number(body, "size");
    List<ArtifactCursor> more = new ArrayList<>();
    if (size != null) {
      long pages = Math.min((size - 1) / BitbucketApi.PAGE + 1, MOST_PAGES);
      for (int next = 2; page == 1 && next <= pages; next++) {
        more.add(cursor.page(Integer.toString(next)));
      }
    } else if (body.getValue("next") != null) {
      more.add(cursor.page(Integer.toString(page + 1)));
    }
    return more;
  }

  private RemoteArtifact artifact(String testRunId, JsonObject file) {
    return artifact(
        testRunId,
        JsonFields.text(file, "name", ""),
        JsonFields.number(file, "size"),
        JsonFields.instant(file, "created_on"));
  }

  private RemoteArtifact artifact(
      String testRunId, String fileName, @Nullable Long size, @Nullable Instant createdAt) {
    return new RemoteArtifact(
        testRunId,
        PlainName.read(fileName.substring(prefix(testRunId).length())),
        PLACE + "/" + fileName,
        size,
        null,
        null,
        createdAt,
        null,
        new ArtifactLink(api.page("/downloads/" + fileName), ArtifactLink.Reach.LOGIN, null));
  }

  /** Bitbucket signs a link at each call. */
  Future<Optional<ArtifactLink>> freshLink(String fileName) {
    return api.http()
        .send(api.get(Operation.GET_ARTIFACT_URL, FILE, fileName).notFollowing().accepting(302))
        .map(
            answer ->
                answer
                    .location()
                    .map(
                        location ->
                            new ArtifactLink(
                                location,
                                ArtifactLink.Reach.ANYBODY,
                                api.clock().instant().plus(LINK_LASTS))));
  }

  Future<ArtifactContent> download(String fileName, long from) {
    return api.http()
        .open(
            api.get(Operation.DOWNLOAD_ARTIFACT, FILE, fileName).header("Accept", "*/*").from(from))
        .map(content -> content.asArtifact(from));
  }

  Future<RemoteArtifact> upload(ArtifactUpload upload) {
    String fileName = fileName(upload.testRunId(), upload.name());
    if (fileName.length() > LONGEST_NAME) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  BitbucketApi.NAME,
                  Operation.UPLOAD_ARTIFACT,
                  "the name '" + upload.name() + "' is " + fileName.length() + " characters there",
                  "give it one of at most " + LONGEST_NAME)));
    }
    return api.http()
        .send(
            api.post(Operation.UPLOAD_ARTIFACT, "/downloads")
                .body(ApiBody.file("files", fileName, upload.contentType(), upload.source()))
                .safeToRepeat())
        .map(
            done ->
                artifact(
                    upload.testRunId(), fileName, upload.source().size(), api.clock().instant()));
  }
}
