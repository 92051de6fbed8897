package dev.verdict.ci.azure;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts that a build left. Each is a zip. The key of one is {@code
 * build/<id>/<kind>/<address>}.
 */
record AzureArtifacts(AzureApi api) {
  static final String PLACE = "build";
  private static final String OF_PIPELINE = "PipelineArtifact";
  private static final int NOT_FOUND = 404;

  /** There are no pages: a build tells all that it has. */
  Future<ArtifactPage> page(ArtifactCursor cursor) {
    String build = AzureRunId.parse(cursor.testRunId()).build().orElse("");
    return api.http()
        .send(api.get(Operation.LIST_ARTIFACTS, "/build/builds/{}/artifacts", build))
        .map(ApiAnswer::object)
        .map(
            body ->
                ArtifactPage.last(
                    JsonFields.objects(body.getValue("value")).stream()
                        .map(each -> artifact(cursor.testRunId(), build, each))
                        .toList()));
  }

  private RemoteArtifact artifact(String testRunId, String build, JsonObject artifact) {
    JsonObject resource = JsonFields.object(artifact, "resource");
    String size = JsonFields.text(JsonFields.object(resource, "properties"), "artifactsize", "");
    URI page = api.page("/_build/results?buildId=" + build + "&view=artifacts");
    return new RemoteArtifact(
        testRunId,
        JsonFields.text(artifact, "name", ""),
        String.join(
            "/",
            PLACE,
            build,
            JsonFields.text(resource, "type", ""),
            JsonFields.text(resource, "downloadUrl", "")),
        size.matches("\\d{1,18}") ? Long.valueOf(size) : null,
        "application/zip",
        null,
        null,
        null,
        new ArtifactLink(page, ArtifactLink.Reach.LOGIN, null));
  }

  /** Pipelines sign links, and want their own number beside that of the build. */
  Future<Optional<ArtifactLink>> freshLink(RemoteArtifact artifact) {
    String[] key = artifact.key().split("/", 4);
    if (!key[2].equals(OF_PIPELINE)) {
      return Future.succeededFuture(Optional.empty());
    }
    return api.http()
        .send(api.get(Operation.GET_ARTIFACT_URL, "/build/builds/{}", key[1]))
        .map(ApiAnswer::object)
        .map(build -> JsonFields.text(JsonFields.object(build, "definition"), "id", ""))
        .compose(
            pipeline ->
                api.http()
                    .send(
                        api.get(
                                Operation.GET_ARTIFACT_URL,
                                "/pipelines/{}/runs/{}/artifacts",
                                pipeline,
                                key[1])
                            .query("artifactName", artifact.name())
                            .query("$expand", "signedContent")
                            .accepting(NOT_FOUND)))
        .map(
            answer ->
                answer.status() == NOT_FOUND
                    ? Optional.empty()
                    : signed(JsonFields.object(answer.object(), "signedContent")));
  }

  private static Optional<ArtifactLink> signed(@Nullable JsonObject signed) {
    return Optional.ofNullable(JsonFields.url(signed, "url"))
        .map(
            url ->
                new ArtifactLink(
                    url,
                    ArtifactLink.Reach.ANYBODY,
                    // The older name is that of the documentation.
                    Optional.ofNullable(JsonFields.instant(signed, "signatureExpires"))
                        .orElse(JsonFields.instant(signed, "signatureExpiration"))));
  }

  Future<ArtifactContent> download(RemoteArtifact artifact, long from) {
    URI address = URI.create(artifact.key().split("/", 4)[3]);
    String scheme = String.valueOf(address.getScheme());
    if (!scheme.startsWith("http")) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  AzureApi.NAME,
                  Operation.DOWNLOAD_ARTIFACT,
                  "'" + artifact.name() + "' is on a file share",
                  "publish it as an artifact of the pipeline")));
    }
    if (String.valueOf(address.getAuthority()).equals(api.base().getAuthority())) {
      return open(address, from);
    }
    // Another host does not get our token; a signed link needs none.
    return freshLink(artifact)
        .compose(link -> open(link.map(ArtifactLink::url).orElse(address), from));
  }

  private Future<ArtifactContent> open(URI url, long from) {
    return api.http()
        .open(
            ApiRequest.get(Operation.DOWNLOAD_ARTIFACT, url)
                .header("Accept", "application/zip")
                .from(from))
        .map(content -> content.asArtifact(from));
  }
}
