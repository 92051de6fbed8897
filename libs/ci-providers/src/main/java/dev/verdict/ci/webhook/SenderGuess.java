package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Whose delivery a request looks like: for the person who gave a CI system the wrong address. It
 * proves nothing, and nothing is decided by it.
 */
public final class SenderGuess {
  private static final int LARGEST = 64 * 1024;

  private SenderGuess() {}

  /** A sentence with the right address, if it looks as if it was sent to the wrong one. */
  public static Optional<String> mistake(String sentTo, InboundRequest request) {
    return of(request)
        .filter(other -> !other.equals(sentTo))
        .map(
            other ->
                "this looks like a delivery of %s: send it to /webhooks/%s"
                    .formatted(other, other));
  }

  /** Name of the provider. */
  public static Optional<String> of(InboundRequest request) {
    if (has(request, "x-github-event")) {
      return Optional.of("github");
    }
    if (has(request, "x-gitlab-event")) {
      return Optional.of("gitlab");
    }
    if (has(request, "circleci-event-type")) {
      return Optional.of("circleci");
    }
    if (has(request, "x-event-key") && has(request, "x-hook-uuid")) {
      return Optional.of("bitbucket");
    }
    if (has(request, "travis-repo-slug") || (has(request, "signature") && request.isForm())) {
      return Optional.of("travis");
    }
    return byBody(request);
  }

  /** A hint is not worth a large tree: this is read of anybody's request. */
  private static Optional<String> byBody(InboundRequest request) {
    if (request.content().length > LARGEST) {
      return Optional.empty();
    }
    JsonObject body;
    try {
      body = request.json();
    } catch (UnreadableWebhook unknown) {
      return Optional.empty();
    }
    String event = body.getValue("eventType") instanceof String text ? text : "";
    if (!event.isEmpty() && body.containsKey("publisherId") && body.containsKey("resource")) {
      return Optional.of("azure");
    }
    if (body.containsKey("payload") && event.matches("(?:BUILD|AGENT|CHANGES)_\\w+")) {
      return Optional.of("teamcity");
    }
    boolean jenkins =
        body.containsKey("name")
            && body.getValue("build") instanceof JsonObject build
            && build.containsKey("phase");
    return jenkins ? Optional.of("jenkins") : Optional.empty();
  }

  private static boolean has(InboundRequest request, String header) {
    return request.header(header).isPresent();
  }
}
