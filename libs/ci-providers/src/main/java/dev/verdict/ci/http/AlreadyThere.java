package dev.verdict.ci.http;

import io.vertx.core.json.JsonObject;

/** A call whose answer got lost had been carried out; the lookup found what it made. */
final class AlreadyThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonObject found;

  AlreadyThere(JsonObject found) {
    super("found", null, false, false);
    this.found = found;
  }

  JsonObject found() {
    return found;
  }
}
