package dev.verdict.artifacts.inbound.http;

import dev.verdict.plugin.ci.ArtifactContent;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives back what a body is read from when the answer has ended. A client that went away leaves it
 * half read: the rest is not fetched.
 */
final class BodyRelease {
  private BodyRelease() {}

  static void atEnd(RoutingContext context, ArtifactContent content) {
    context.addEndHandler(
        ended -> {
          if (ended.failed()) {
            content.abandon();
          } else {
            content.release();
          }
        });
    if (context.response().closed()) {
      content.abandon();
    }
  }
}
