package dev.verdict.coordinator.usecase;

import io.vertx.core.buffer.Buffer;

/**
 * What a client calls his request, so that he can send it again without doing it twice.
 *
 * @param caller whose key it is
 * @param request as it came: the same key with another request is a mistake
 */
public record RequestKey(String key, String caller, Buffer request) {}
