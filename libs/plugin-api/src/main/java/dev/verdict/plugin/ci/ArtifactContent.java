package dev.verdict.plugin.ci;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an artifact, on their way.
 *
 * @param body paused; whoever asked for it reads it to its end or an error
 * @param from the first byte in it; 0 if the CI system would not continue where it was asked to
 * @param length of the body from there, if it is known
 */
public record ArtifactContent(
    ReadStream<Buffer> body, long from, @Nullable Long length, @Nullable String contentType) {}
