package dev.verdict.plugin.ci.http;

import dev.verdict.plugin.ci.ArtifactContent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still coming.
 *
 * @param body paused; whoever opened it reads it to its end or an error
 */
public record ApiContent(int status, MultiMap headers, ReadStream<Buffer> body) {
  private static final int PARTIAL = 206;

  /** As an artifact, of which the bytes from {@code from} were asked for. */
  public ArtifactContent asArtifact(long from) {
    return new ArtifactContent(body, status == PARTIAL ? from : 0, length(), type());
  }

  private @Nullable Long length() {
    String text = headers.get("Content-Length");
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }

  private @Nullable String type() {
    return headers.get("Content-Type");
  }
}
