package dev.verdict.coordinator.inbound.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.coordinator.usecase.webhook.DeliveryArchive;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.logging.Masking;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/webhooks/deliveries}: what came in, and what was made of it. */
public final class DeliveriesApi {
  private static final int MOST_SHOWN = 256 << 10;

  private final DeliveryArchive archive;
  private final Runnable changed;

  /**
   * @param changed is told when there is something new to process
   */
  public DeliveriesApi(DeliveryArchive archive, Runnable changed) {
    this.archive = archive;
    this.changed = changed;
  }

  /** A delivery with what it said; a long body is cut. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WholeView(
      @JsonUnwrapped DeliveryArchive.DeliveryView delivery,
      Map<String, List<String>> headers,
      Map<String, String> query,
      String body,
      boolean bodyCut) {}

  record Replay(UUID delivery, UUID replayOf) {}

  public void register(Operations operations) {
    operations
        .handle("listDeliveries", Scope.READ, this::list)
        .handle("getDelivery", Scope.READ, this::get)
        .handle("replayDelivery", Scope.ADMIN, this::replay);
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    var filter =
        new DeliveryArchive.Filter(
            call.query("provider").orElse(null),
            call.query("outcome").orElse(null),
            call.query("event").orElse(null),
            call.query("repository").orElse(null),
            time(call, "since"),
            time(call, "until"),
            call.query("delivery_id").orElse(null));
    return archive
        .list(Cursors.id(call), filter, limit)
        .map(all -> Reply.json(200, Cursors.page(all, limit, one -> one.id().toString())));
  }

  private static @Nullable OffsetDateTime time(Call call, String name) {
    String text = call.query(name).orElse(null);
    try {
      return text == null ? null : OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw Fail.badField("query." + name, text, "a time such as 2030-01-31T12:00:00Z");
    }
  }

  private Future<Reply> get(Call call) {
    UUID id = call.id("id", "delivery");
    return archive
        .find(id)
        .map(found -> found.orElseThrow(() -> Fail.notFound("delivery", id)))
        .map(DeliveriesApi::view)
        .map(view -> Reply.json(200, view));
  }

  private static WholeView view(DeliveryArchive.Whole whole) {
    byte[] content = whole.request().content();
    int shown = Math.min(content.length, MOST_SHOWN);
    return new WholeView(
        whole.view(),
        whole.request().headers(),
        whole.request().query(),
        Masking.mask(new String(content, 0, shown, StandardCharsets.UTF_8)),
        shown < content.length);
  }

  private Future<Reply> replay(Call call) {
    UUID id = call.id("id", "delivery");
    return archive
        .find(id)
        .map(found -> found.orElseThrow(() -> Fail.notFound("delivery", id)))
        .compose(found -> archive.replay(id, call.identity().name(), RunsApi.requestKey(call)))
        .map(
            fresh ->
                fresh.orElseThrow(
                    () -> Fail.conflict("delivery: " + id + " was refused, so nothing was kept")))
        .map(
            fresh -> {
              changed.run();
              return Reply.json(202, new Replay(fresh, id))
                  .header("Location", "/api/v1/webhooks/deliveries/" + fresh);
            });
  }
}
