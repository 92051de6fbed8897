package dev.verdict.artifacts.usecase;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Bytes that are asked for piece by piece, so that nobody holds more than one. */
public interface ByteSource {
  /**
   * The next bytes, when there are some; an empty buffer at the end. Not asked again before it has
   * answered.
   */
  Future<Buffer> next();

  /** Gives back what it holds; may be called at any time, also twice. */
  void close();
}
