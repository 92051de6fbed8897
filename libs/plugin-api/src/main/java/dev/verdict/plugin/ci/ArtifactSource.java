package dev.verdict.plugin.ci;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Bytes that can be read more than once: a second try reads them from the start. */
public interface ArtifactSource {
  /** How many bytes there will be. */
  long size();

  /** A new, paused stream over all of them. Whoever opens it reads it to its end or an error. */
  Future<ReadStream<Buffer>> open();
}
