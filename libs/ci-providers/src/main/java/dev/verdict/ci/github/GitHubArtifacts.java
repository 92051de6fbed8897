package dev.verdict.ci.github;

import dev.verdict.ci.IsoTime;
import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The artifacts that a run of Actions left. Each is a zip. */
record GitHubArtifacts(GitHubApi api) {
  static final String PLACE = "actions";

  /** One more than anybody reads, whatever number is told. */
  private static final int MOST_PAGES = 1_001;

  /** GitHub grants a minute; some of it is gone when the link arrives. */
  private static final Duration LINK_LASTS = Duration.ofSeconds(50);

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    String run = GitHubRunId.parse(cursor.testRunId()).actionsRun().orElse("");
    boolean first = cursor.page().isEmpty();
    return api.http()
        .send(
            api.get(Operation.LIST_ARTIFACTS, "/actions/runs/{}/artifacts", run)
                .query("per_page", GitHubApi.PAGE)
                .query("page", first ? "1" : cursor.page()))
        .map(answer -> read(cursor, run, answer, first));
  }

  private ArtifactPage read(ArtifactCursor cursor, String run, ApiAnswer answer, boolean first) {
    JsonObject body = answer.object();
    List<RemoteArtifact> artifacts = new ArrayList<>();
    if (body.getValue("artifacts") instanceof io.vertx.core.json.JsonArray list) {
      for (Object each : list) {
        if (each instanceof JsonObject artifact) {
          artifacts.add(artifact(cursor.testRunId(), run, artifact));
        }
      }
    } else {
      throw answer.unreadable("no list of artifacts");
    }
    List<ArtifactCursor> more = new ArrayList<>();
    if (first) {
      // The first page says how many there are, so the rest need not wait for each other.
      Long total = JsonFields.number(body, "total_count");
      long pages = total == null ? 1 : (total - 1) / GitHubApi.PAGE + 1;
      for (int page = 2; page <= Math.min(pages, MOST_PAGES); page++) {
        more.add(cursor.page(Integer.toString(page)));
      }
    }
    return new ArtifactPage(artifacts, more);
  }

  private RemoteArtifact artifact(String testRunId, String run, JsonObject artifact) {
    String id = String.valueOf(artifact.getValue("id"));
    boolean expired = Boolean.TRUE.equals(artifact.getBoolean("expired"));
    Instant until = instant(artifact.getString("expires_at"));
    URI page =
        Encoding.below(
            api.server(),
            Encoding.segment(api.owner())
                + "/"
                + Encoding.segment(api.repository())
                + "/actions/runs/"
                + Encoding.segment(run)
                + "/artifacts/"
                + Encoding.segment(id));
    return new RemoteArtifact(
        testRunId,
        artifact.getString("name", ""),
        PLACE + "/" + id,
        artifact.getLong("size_in_bytes"),
        "application/zip",
        artifact.getString("digest"),
        instant(artifact.getString("created_at")),
        until,
        expired ? null : new ArtifactLink(page, ArtifactLink.Reach.LOGIN, until));
  }

  /** GitHub signs a link at each call. */
  Future<Optional<ArtifactLink>> freshLink(String id) {
    return api.http()
        .send(
            api.get(Operation.GET_ARTIFACT_URL, "/actions/artifacts/{}/zip", id)
                .notFollowing()
                .accepting(302))
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

  Future<ArtifactContent> download(String id, long from) {
    return api.http()
        .open(api.get(Operation.DOWNLOAD_ARTIFACT, "/actions/artifacts/{}/zip", id).from(from))
        .map(content -> content.asArtifact(from));
  }

  static @Nullable Instant instant(@Nullable String text) {
    return IsoTime.read(text);
  }
}
