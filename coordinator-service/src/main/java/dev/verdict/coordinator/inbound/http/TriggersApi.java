package dev.verdict.coordinator.inbound.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.usecase.webhook.DeliveryArchive;
import dev.verdict.coordinator.usecase.webhook.DryRun;
import dev.verdict.coordinator.usecase.webhook.TriggerCatalog;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** {@code /api/v1/triggers}: what an inbound event starts. */
public final class TriggersApi {
  private static final UUID UNKNOWN = new UUID(0, 0);

  private final TriggerCatalog catalog;
  private final DeliveryArchive deliveries;
  private final DryRun dryRun;
  private final Map<String, WebhookDialect> dialects;

  public TriggersApi(
      TriggerCatalog catalog,
      DeliveryArchive deliveries,
      DryRun dryRun,
      Map<String, WebhookDialect> dialects) {
    this.catalog = catalog;
    this.deliveries = deliveries;
    this.dryRun = dryRun;
    this.dialects = Map.copyOf(dialects);
  }

  /**
   * @param fromFile it stands in verdict.yaml and is changed there
   */
  record TriggerView(
      UUID id,
      @JsonUnwrapped TriggerSpec spec,
      boolean fromFile,
      int version,
      String createdBy,
      Instant createdAt,
      Instant updatedAt) {}

  public void register(Operations operations) {
    operations
        .handle("createTrigger", Scope.ADMIN, TriggerSpec.class, this::create)
        .handle("listTriggers", Scope.READ, this::list)
        .handle("getTrigger", Scope.READ, this::get)
        .handle("replaceTrigger", Scope.ADMIN, TriggerSpec.class, this::replace)
        .handle("deleteTrigger", Scope.ADMIN, this::delete)
        .handle("dryRunTriggers", Scope.READ, this::dryRun);
  }

  private Future<Reply> create(Call call, TriggerSpec spec) {
    return UseCaseFailures.asProblems(
        () -> {
          check(spec);
          return catalog
              .create(spec, call.identity().name(), RunsApi.requestKey(call))
              .map(made -> Reply.created("/api/v1/triggers/" + made.id(), view(made)));
        });
  }

  /** What was checked when it came in cannot surprise anybody when it fires. */
  private static void check(TriggerSpec spec) {
    Trigger.of(UNKNOWN, spec);
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    return catalog
        .list(Cursors.id(call), limit)
        .map(all -> all.stream().map(TriggersApi::view).toList())
        .map(all -> Reply.json(200, Cursors.page(all, limit, one -> one.id().toString())));
  }

  private Future<Reply> get(Call call) {
    UUID id = call.id("id", "trigger");
    return catalog
        .find(id)
        .map(found -> found.orElseThrow(() -> Fail.notFound("trigger", id)))
        .map(found -> Reply.json(200, view(found)));
  }

  private Future<Reply> replace(Call call, TriggerSpec spec) {
    UUID id = call.id("id", "trigger");
    return UseCaseFailures.asProblems(
        () -> {
          check(spec);
          return catalog
              .replace(id, spec)
              .map(found -> found.orElseThrow(() -> Fail.notFound("trigger", id)))
              .map(found -> Reply.json(200, view(found)));
        });
  }

  private Future<Reply> delete(Call call) {
    UUID id = call.id("id", "trigger");
    return UseCaseFailures.asProblems(
        () ->
            catalog
                .delete(id)
                .map(
                    deleted -> {
                      if (!deleted) {
                        throw Fail.notFound("trigger", id);
                      }
                      return Reply.empty(204);
                    }));
  }

  private Future<Reply> dryRun(Call call) {
    JsonNode body = Json.tree(call.rawBody().getBytes());
    return UseCaseFailures.asProblems(
        () ->
            (body.has("delivery") ? ofDelivery(body) : ofPayload(body))
                .map(answer -> Reply.json(200, answer)));
  }

  private Future<DryRun.Answer> ofDelivery(JsonNode body) {
    UUID id = UUID.fromString(body.get("delivery").asText());
    return deliveries
        .find(id)
        .map(found -> found.orElseThrow(() -> Fail.notFound("delivery", id)))
        .compose(found -> dryRun.of(dialect(found.view().provider()), found.request()));
  }

  private Future<DryRun.Answer> ofPayload(JsonNode body) {
    if (!body.has("provider") || !body.has("payload")) {
      throw Fail.badField("body", "without them", "delivery, or provider and payload");
    }
    JsonNode payload = body.get("payload");
    byte[] content =
        payload.isTextual()
            ? payload.asText().getBytes(StandardCharsets.UTF_8)
            : Json.bytes(payload);
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("content-type", List.of("application/json"));
    body.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
    return dryRun.of(
        dialect(body.get("provider").asText()),
        new InboundRequest(headers, Map.of(), content, content));
  }

  private WebhookDialect dialect(String provider) {
    WebhookDialect dialect = dialects.get(provider);
    if (dialect == null) {
      throw Fail.badField(
          "provider", provider, "one of " + String.join(", ", new TreeSet<>(dialects.keySet())));
    }
    return dialect;
  }

  private static TriggerView view(TriggerCatalog.Written written) {
    return new TriggerView(
        written.id(),
        written.spec(),
        written.fromFile(),
        written.version(),
        written.createdBy(),
        written.createdAt(),
        written.updatedAt());
  }
}
