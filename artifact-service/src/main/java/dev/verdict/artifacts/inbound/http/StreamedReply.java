package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Span;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a CI system that only our credential can fetch, on its way through us. A part of it is
 * sent where its size is known and the CI system continues where it is asked to; else the whole.
 */
final class StreamedReply {
  private StreamedReply() {}

  /** The first byte that is wanted. */
  static long from(Call call, RemoteArtifact artifact) {
    try {
      return part(call, artifact).map(Span::from).orElse(0L);
    } catch (ByteRange.Unsatisfiable beyond) {
      return 0;
    }
  }

  /** Which part is asked for; empty for the whole. */
  private static Optional<Span> part(Call call, RemoteArtifact artifact) {
    Long size = artifact.size();
    // A file that was made anew has another validator, and we know none: then all of it.
    return size == null || call.header("If-Range").isPresent()
        ? Optional.empty()
        : call.header("Range").flatMap(header -> ByteRange.of(header, size));
  }

  /** Anybody's job may have made it: it is saved, not shown. */
  static Reply of(Call call, RemoteArtifact artifact, ArtifactContent content) {
    String said = content.contentType() == null ? artifact.contentType() : content.contentType();
    String type = said == null ? "application/octet-stream" : said;
    BodyRelease.atEnd(call.context(), content);
    Span part;
    try {
      part = part(call, artifact).filter(asked -> asked.from() == content.from()).orElse(null);
    } catch (ByteRange.Unsatisfiable beyond) {
      content.abandon();
      return beyond.reply();
    }
    return partial(type, artifact, content, part)
        .orElseGet(() -> whole(type, content))
        .header("Content-Security-Policy", "sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Content-Disposition", Disposition.saved(artifact.name()));
  }

  private static Reply whole(String type, ArtifactContent content) {
    Reply reply = Reply.stream(200, type, content.body());
    Long length = content.length();
    return length == null ? reply : reply.header("Content-Length", Long.toString(length));
  }

  private static Optional<Reply> partial(
      String type, RemoteArtifact artifact, ArtifactContent content, @Nullable Span part) {
    Long size = artifact.size();
    if (part == null || size == null) {
      return Optional.empty();
    }
    Long length = content.length();
    // What the CI system sends counts more than what it once said of it.
    long all = length == null ? size : content.from() + length;
    long end = Math.min(part.to(), all);
    if (end <= part.from()) {
      return Optional.empty();
    }
    long bytes = end - part.from();
    return Optional.of(
        Reply.stream(206, type, new FirstPart(content, bytes))
            .header("Content-Range", "bytes " + part.from() + "-" + (end - 1) + "/" + all)
            .header("Content-Length", Long.toString(bytes)));
  }
}
