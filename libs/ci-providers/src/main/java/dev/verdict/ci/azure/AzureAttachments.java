package dev.verdict.ci.azure;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.PlainName;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactSource;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that we give to Azure DevOps: attachments of a test run, because artifacts come only out of
 * jobs. Files of a build without a test run of ours get one that holds nothing else.
 */
record AzureAttachments(AzureApi api, AzureTestRuns runs) {
  static final String PLACE = "attachment";

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    AzureRunId id = AzureRunId.parse(cursor.testRunId());
    if (id.run().isPresent()) {
      return attachments(cursor.testRunId(), id.run().get());
    }
    return runs.existing(Operation.LIST_ARTIFACTS, holder(id), id.buildId())
        .compose(
            found ->
                found
                    .map(run -> attachments(id.text(), JsonFields.text(run, "id", "")))
                    .orElseGet(() -> Future.succeededFuture(ArtifactPage.last(List.of()))));
  }

  private static NewTestRun holder(AzureRunId id) {
    return new NewTestRun(
        "files-of-" + PlainName.of(id.text()),
        "Verdict: files",
        id.buildId(),
        null,
        null,
        null,
        null,
        null);
  }

  private Future<ArtifactPage> attachments(String testRunId, String run) {
    return api.http()
        .send(api.get(Operation.LIST_ARTIFACTS, "/test/Runs/{}/attachments", run))
        .map(ApiAnswer::object)
        .map(
            body ->
                ArtifactPage.last(
                    JsonFields.objects(body.getValue("value")).stream()
                        .map(
                            each ->
                                artifact(
                                    testRunId,
                                    PlainName.read(JsonFields.text(each, "fileName", "")),
                                    run,
                                    each,
                                    JsonFields.number(each, "size")))
                        .toList()));
  }

  private RemoteArtifact artifact(
      String testRunId, String name, String run, JsonObject attachment, @Nullable Long size) {
    String id = JsonFields.text(attachment, "id", "");
    ApiRequest download = request(run, id);
    return new RemoteArtifact(
        testRunId,
        name,
        PLACE + "/" + run + "/" + id,
        size,
        null,
        null,
        JsonFields.instant(attachment, "createdDate"),
        null,
        new ArtifactLink(
            Encoding.below(api.base(), download.target() + "?api-version=" + api.version()),
            ArtifactLink.Reach.CREDENTIAL,
            null));
  }

  private ApiRequest request(String run, String id) {
    return api.get(Operation.DOWNLOAD_ARTIFACT, "/test/Runs/{}/attachments/{}", run, id);
  }

  Future<ArtifactContent> download(String key, long from) {
    String[] at = key.split("/", 2);
    return api.http()
        .open(request(at[0], at[1]).header("Accept", "application/octet-stream").from(from))
        .map(content -> content.asArtifact(from));
  }

  Future<RemoteArtifact> upload(ArtifactUpload upload) {
    AzureRunId id = AzureRunId.parse(upload.testRunId());
    return id.run()
        .map(Future::succeededFuture)
        .orElseGet(() -> makeHolder(id))
        .compose(
            run ->
                attach(Operation.UPLOAD_ARTIFACT, run, upload.name(), upload.source())
                    .map(
                        attachment ->
                            artifact(
                                upload.testRunId(),
                                upload.name(),
                                run,
                                attachment,
                                upload.source().size())));
  }

  /** What stays in progress is shown as running for ever. */
  private Future<String> makeHolder(AzureRunId id) {
    NewTestRun holder = holder(id);
    TestRunUpdate ended =
        new TestRunUpdate(RunState.SUCCESS, holder.name(), "", null, List.of(), null, null);
    return runs.make(Operation.UPLOAD_ARTIFACT, holder, id.buildId())
        .compose(
            run -> {
              String number = JsonFields.text(run, "id", "");
              return "Completed".equals(run.getValue("state"))
                  ? Future.succeededFuture(number)
                  : runs.state(Operation.UPLOAD_ARTIFACT, number, ended).map(number);
            });
  }

  /** Twice is there twice, and the newest counts. */
  Future<JsonObject> attach(Operation operation, String run, String name, ArtifactSource source) {
    JsonObject frame =
        new JsonObject()
            .put("attachmentType", "GeneralAttachment")
            .put("comment", "by Verdict")
            .put("fileName", PlainName.of(name))
            .put("stream", "");
    String text = frame.encode();
    String before = text.substring(0, text.length() - 2);
    ApiBody body =
        new ApiBody.Streamed(
            "application/json",
            Buffer.buffer(before),
            new Base64Source(source),
            Buffer.buffer("\"}"));
    return api.http()
        .send(api.post(operation, "/test/Runs/{}/attachments", run).body(body).safeToRepeat())
        .map(ApiAnswer::object);
  }
}
