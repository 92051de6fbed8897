package dev.verdict.ci.webhook;

import dev.verdict.plugin.ci.DeliveryHistory.Request;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Webhooks made from what a CI system tells when it is asked, in the form in which it sends. */
public final class Retold {
  /** By which whoever looks into the ledger sees what a delivery was made from. */
  public static final String MADE_FROM = "x-verdict-made-from";

  /** Where runs are listed by when they began: one that took longer is not found. */
  private static final Duration LONGEST_RUN = Duration.ofHours(6);

  private Retold() {}

  /** Something of which all is known already: it is its own key. */
  public static Sent whole(String id, Instant at, JsonObject body) {
    return new Sent(body.encode(), id, at);
  }

  /** The webhook of {@link #whole}. */
  public static Request json(Sent sent, Map<String, String> headers) {
    return json(sent, new JsonObject(sent.key()), headers);
  }

  public static Request json(Sent sent, JsonObject body, Map<String, String> headers) {
    return of(sent, "application/json", body.encode(), headers);
  }

  public static Request of(Sent sent, String type, String body, Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Content-Type", List.of(type));
    all.put(MADE_FROM, List.of(sent.deliveryId()));
    return new Request(all, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether all that began earlier has ended before anybody asks. */
  public static boolean isPast(@Nullable Instant begun, Instant since) {
    return begun != null && begun.isBefore(since.minus(LONGEST_RUN));
  }
}
