package dev.verdict.plugin.ci;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that still comes over a network, and that can be let go of before its end. */
public interface LiveBody extends ReadStream<Buffer> {
  /** Ends the call, whatever is still to come. After the end of the body it does nothing. */
  void abandon();
}
