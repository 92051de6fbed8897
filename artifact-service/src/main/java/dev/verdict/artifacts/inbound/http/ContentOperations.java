package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The bytes of artifacts over HTTP. Anybody's test may have made them, so they are served as what
 * they are, in a sandbox.
 */
final class ContentOperations {
  private final ReadArtifacts artifacts;

  ContentOperations(ReadArtifacts artifacts) {
    this.artifacts = artifacts;
  }

  void register(Operations operations) {
    operations
        .handle("getArtifactContent", Scope.READ, call -> content(call, true))
        .handle("headArtifactContent", Scope.READ, call -> content(call, false));
  }

  private Future<Reply> content(Call call, boolean withBody) {
    UUID id = call.id("id", "artifact");
    return artifacts
        .find(id)
        .compose(
            found ->
                found
                    .map(located -> serve(call, located, withBody))
                    .orElseGet(() -> Future.failedFuture(Fail.notFound("artifact", id))))
        .recover(failure -> Future.failedFuture(Failures.told(failure)));
  }

  private Future<Reply> serve(Call call, Located located, boolean withBody) {
    Artifact artifact = located.artifact();
    String etag = "\"" + artifact.digest().hex() + "\"";
    boolean gone = artifact.gone(artifacts.now()).isPresent();
    if (!gone && names(call.header("If-None-Match"), etag)) {
      return Future.succeededFuture(headers(Reply.empty(304), call, artifact, etag));
    }
    Span whole = new Span(0, artifact.sizeBytes());
    Optional<Span> part;
    try {
      part = withBody ? range(call, etag, whole.to()) : Optional.empty();
    } catch (ByteRange.Unsatisfiable e) {
      return Future.succeededFuture(e.reply());
    }
    Span sent = part.orElse(whole);
    return body(call, located, part.isPresent() ? 206 : 200, sent)
        .map(
            body -> {
              Reply reply = body;
              if (part.isPresent()) {
                String range = "bytes " + sent.from() + "-" + (sent.to() - 1) + "/" + whole.to();
                reply = reply.header("Content-Range", range);
              }
              return headers(reply, call, artifact, etag);
            });
  }

  /** The system sends a plain file by itself; what lies elsewhere or is compressed is read. */
  private Future<Reply> body(Call call, Located located, int status, Span sent) {
    String type = mediaType(located.artifact());
    return artifacts
        .plainFile(located)
        .compose(
            plain ->
                plain.isPresent() && !sent.isEmpty()
                    ? Future.succeededFuture(
                        Reply.file(status, type, plain.get(), sent.from(), sent.length()))
                    : artifacts
                        .open(located, sent)
                        .map(
                            source ->
                                Reply.stream(status, type, SourceStream.of(call.context(), source))
                                    .header("Content-Length", Long.toString(sent.length()))));
  }

  private static Optional<Span> range(Call call, String etag, long size) {
    boolean changed = call.header("If-Range").map(known -> !known.equals(etag)).orElse(false);
    return changed
        ? Optional.empty()
        : call.header("Range").flatMap(header -> ByteRange.of(header, size));
  }

  private static boolean names(Optional<String> header, String etag) {
    List<String> tags =
        header.map(text -> Arrays.asList(text.split("\\s*,\\s*"))).orElse(List.of());
    return tags.contains(etag) || tags.contains("W/" + etag) || tags.contains("*");
  }

  private static Reply headers(Reply reply, Call call, Artifact artifact, String etag) {
    return reply
        .header("ETag", etag)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, no-cache")
        .header("Content-Security-Policy", "sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Content-Disposition", Disposition.of(artifact, call.flag("download", false)));
  }

  private static String mediaType(Artifact artifact) {
    String type = artifact.contentType();
    boolean text = type.startsWith("text/") || type.equals("application/json");
    return text ? type + "; charset=utf-8" : type;
  }
}
