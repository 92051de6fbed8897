package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the jobs of a pipeline left: an archive each, which has the name of its job. */
record GitLabJobs(GitLabApi api) {
  static final String PLACE = "jobs";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    String pipeline = GitLabRunId.parse(cursor.testRunId()).pipeline().orElse("");
    boolean first = cursor.page().isEmpty();
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/pipelines/{}/jobs", pipeline)
                .query("per_page", GitLabApi.PAGE)
                .query("page", first ? "1" : cursor.page()))
        .map(
            answer -> {
              List<RemoteArtifact> artifacts = new ArrayList<>();
              for (JsonObject job : JsonFields.objects(answer.array())) {
                RemoteArtifact artifact = artifact(cursor.testRunId(), job);
                if (artifact != null) {
                  artifacts.add(artifact);
                }
              }
              return new ArtifactPage(artifacts, more(cursor, answer, first));
            });
  }

  /** All of the rest where GitLab counts; gitlab.com does not count what is many. */
  static List<ArtifactCursor> more(ArtifactCursor cursor, ApiAnswer answer, boolean first) {
    String total = answer.header("X-Total-Pages");
    String next = answer.header("X-Next-Page");
    List<ArtifactCursor> more = new ArrayList<>();
    if (total != null && total.matches("\\d{1,4}")) {
      for (int page = 2; first && page <= Integer.parseInt(total); page++) {
        more.add(cursor.page(Integer.toString(page)));
      }
    } else if (next != null && !next.isBlank()) {
      more.add(cursor.page(next));
    }
    return more;
  }

  private static @Nullable RemoteArtifact artifact(String testRunId, JsonObject job) {
    JsonObject archive = JsonFields.object(job, "artifacts_file");
    Instant until = JsonFields.instant(job, "artifacts_expire_at");
    // A job that never had any has no date either.
    if (archive == null && until == null) {
      return null;
    }
    String id = JsonFields.text(job, "id", "");
    URI page = JsonFields.url(job, "web_url");
    return new RemoteArtifact(
        testRunId,
        JsonFields.text(job, "name", id),
        PLACE + "/" + id,
        JsonFields.number(archive, "size"),
        "application/zip",
        null,
        JsonFields.instant(job, "created_at"),
        until,
        archive == null || page == null
            ? null
            : new ArtifactLink(
                URI.create(page + "/artifacts/download"), ArtifactLink.Reach.LOGIN, until));
  }

  Future<ArtifactContent> download(String job, long from) {
    return api.http()
        .open(
            api.get(Operation.DOWNLOAD_ARTIFACT, "/jobs/{}/artifacts", job)
                .header("Accept", "*/*")
                .from(from))
        .map(content -> content.asArtifact(from));
  }
}
