package dev.verdict.ci.circleci;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.fallback.HostedRunId;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What jobs have stored. CircleCI lists it by job only, so a run is walked down: its workflows, the
 * jobs of each, the files of each, side by side as soon as they are known.
 */
record CircleCiArtifacts(CircleCiApi api) {
  static final String PLACE = "run";
  private static final String WORKFLOW = "workflow/";
  private static final String JOB = "job/";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    String place = cursor.place();
    if (place.startsWith(JOB)) {
      return files(cursor, place.substring(JOB.length()));
    }
    if (place.startsWith(WORKFLOW)) {
      return jobs(cursor, place.substring(WORKFLOW.length()));
    }
    String run =
        HostedRunId.parse(cursor.testRunId()).ciRun().or(api::buildId).orElse(cursor.testRunId());
    return CircleCiRun.with(
        Operation.LIST_ARTIFACTS,
        run,
        which ->
            switch (which) {
              case CircleCiRun.Job job -> files(cursor, job.number());
              case CircleCiRun.Workflow workflow -> jobs(cursor, workflow.id());
              case CircleCiRun.Pipeline pipeline -> workflows(cursor, pipeline.id());
            });
  }

  private Future<ArtifactPage> workflows(ArtifactCursor cursor, String pipeline) {
    return further(
        cursor,
        ApiRequest.get(Operation.LIST_ARTIFACTS, "/pipeline/{}/workflow", pipeline),
        workflow -> place(WORKFLOW, JsonFields.text(workflow, "id")));
  }

  /** A job that waits for somebody's approval has no number, and no files. */
  private Future<ArtifactPage> jobs(ArtifactCursor cursor, String workflow) {
    return further(
        cursor,
        ApiRequest.get(Operation.LIST_ARTIFACTS, "/workflow/{}/job", workflow),
        job -> place(JOB, JsonFields.text(api.ours(Operation.LIST_ARTIFACTS, job), "job_number")));
  }

  private static String place(String kind, @Nullable String id) {
    return id == null ? "" : kind + id;
  }

  /** A list that names further places, and has no files itself. */
  private Future<ArtifactPage> further(
      ArtifactCursor cursor, ApiRequest list, Function<JsonObject, String> place) {
    return api.page(list, cursor.page())
        .map(
            page -> {
              List<ArtifactCursor> more = new ArrayList<>();
              page.next().map(cursor::page).ifPresent(more::add);
              page.items().stream()
                  .map(place)
                  .filter(each -> !each.isEmpty())
                  .map(each -> ArtifactCursor.first(cursor.testRunId(), each))
                  .forEach(more::add);
              return new ArtifactPage(List.of(), more);
            });
  }

  private Future<ArtifactPage> files(ArtifactCursor cursor, String job) {
    return api.page(api.project(Operation.LIST_ARTIFACTS, "/{}/artifacts", job), cursor.page())
        .map(
            page ->
                new ArtifactPage(
                    page.items().stream().map(file -> artifact(cursor.testRunId(), file)).toList(),
                    page.next().map(cursor::page).stream().toList()));
  }

  private static RemoteArtifact artifact(String testRunId, JsonObject file) {
    String path = JsonFields.text(file, "path", "");
    URI url = URI.create(encoded(JsonFields.text(file, "url", ""), path));
    return new RemoteArtifact(
        testRunId,
        path,
        url.toString(),
        null,
        null,
        null,
        null,
        null,
        new ArtifactLink(url, ArtifactLink.Reach.LOGIN, null));
  }

  /** The URL of a file ends with its path; whether that is encoded there is said nowhere. */
  private static String encoded(String url, String path) {
    return url.endsWith(path)
        ? url.substring(0, url.length() - path.length()) + Encoding.path(path)
        : url;
  }

  Future<ArtifactContent> download(String url, long from) {
    return api.http()
        .open(ApiRequest.at(Operation.DOWNLOAD_ARTIFACT, HttpMethod.GET, url).from(from))
        .map(content -> content.asArtifact(from));
  }
}
