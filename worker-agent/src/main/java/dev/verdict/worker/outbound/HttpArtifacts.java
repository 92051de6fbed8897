package dev.verdict.worker.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.bundles.BundleFetcher;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.usecase.Session;
import dev.verdict.worker.usecase.Waiting;
import dev.verdict.worker.usecase.attempt.ArtifactStore;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.codec.BodyCodec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The artifact service over HTTP: files go up and bundles come down as streams. */
public final class HttpArtifacts implements ArtifactStore, BundleFetcher {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final WebClient client;
  private final URI base;
  private final Supplier<String> token;

  /**
   * @param token of the worker, at this moment; for fetching
   */
  public HttpArtifacts(Vertx vertx, WebClient client, URI base, Supplier<String> token) {
    this.vertx = vertx;
    this.client = client;
    this.base = base;
    this.token = token;
  }

  @Override
  public Kept keep(
      Session session, Assignment assignment, String name, String path, String type, Path file)
      throws IOException, InterruptedException {
    AttemptRef attempt = assignment.attempt();
    long size = Files.size(file);
    String trace = assignment.traceparent();
    Future<HttpResponse<Buffer>> sent =
        vertx
            .fileSystem()
            .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
            .compose(
                content ->
                    client
                        .postAbs(Addresses.below(base, "/api/v1/artifacts"))
                        .timeout(SILENCE.toMillis())
                        .bearerTokenAuthentication(session.token())
                        .putHeader(Topics.PASS_HEADER, assignment.pass())
                        .putHeaders(traced(trace))
                        .addQueryParam("run_id", attempt.runId().toString())
                        .addQueryParam("task_id", attempt.taskId().toString())
                        .addQueryParam("attempt", Integer.toString(attempt.attempt()))
                        .addQueryParam("name", name)
                        .addQueryParam("path", path)
                        .addQueryParam("type", type)
                        .putHeader("content-type", "application/octet-stream")
                        .putHeader("content-length", Long.toString(size))
                        .sendStream(content)
                        .eventually(content::close));
    HttpResponse<Buffer> response = Waiting.on(sent, WHOLE);
    if (response.statusCode() / 100 != 2) {
      throw new IOException("the artifact service answered " + response.statusCode());
    }
    JsonNode meta = Json.tree(response.body().getBytes());
    return new Kept(
        meta.path("id").asText(),
        meta.path("size_bytes").asLong(size),
        meta.path("sha256").asText());
  }

  /** Whoever keeps it does so for the run. */
  private static MultiMap traced(@Nullable String trace) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    return trace == null ? headers : headers.set("traceparent", trace);
  }

  @Override
  public void fetch(String digest, Path file) throws IOException {
    Future<HttpResponse<Void>> received =
        vertx
            .fileSystem()
            .open(file.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
            .compose(content -> download(digest, content));
    try {
      HttpResponse<Void> response = Waiting.on(received, WHOLE);
      if (response.statusCode() == 404) {
        throw new IOException("bundle " + digest + ": the artifact service does not have it");
      }
      if (response.statusCode() != 200) {
        throw new IOException(
            "bundle " + digest + ": the artifact service answered " + response.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("bundle " + digest + ": fetching was interrupted");
    }
  }

  private Future<HttpResponse<Void>> download(String digest, AsyncFile content) {
    return client
        .getAbs(Addresses.below(base, "/api/v1/artifacts/bundles/" + digest))
        .timeout(SILENCE.toMillis())
        .bearerTokenAuthentication(token.get())
        .as(BodyCodec.pipe(content, true))
        .send()
        .onFailure(e -> content.close());
  }
}
