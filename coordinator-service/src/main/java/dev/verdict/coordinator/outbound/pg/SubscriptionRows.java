package dev.verdict.coordinator.outbound.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Columns of subscriptions to values. */
final class SubscriptionRows {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final SecretBox box;

  SubscriptionRows(SecretBox box) {
    this.box = box;
  }

  Subscription subscription(Row row) {
    Map<String, String> headers;
    try {
      headers = headers(row);
    } catch (IllegalStateException sealedWithAnotherKey) {
      // It can still be looked at, changed and removed.
      headers = Map.of();
    }
    return new Subscription(
        row.getUUID("id"),
        terms(row, headers),
        row.getString("origin").equals("file"),
        SubscriptionState.of(row.getString("state")),
        row.getString("state_reason"),
        Views.time(row, "state_since"),
        row.getInteger("failures"),
        Rows.instant(row, "failing_since"),
        Rows.instant(row, "held_until"),
        Rows.instant(row, "last_success_at"),
        Rows.instant(row, "previous_until"),
        row.getLong("waiting"),
        Views.time(row, "created_at"),
        row.getString("created_by"),
        Views.time(row, "updated_at"));
  }

  Subscriptions.Target target(Row row) {
    String id = row.getUUID("id").toString();
    List<SigningSecret> secrets = new ArrayList<>();
    secrets.add(SigningSecret.of(box.open(row.getString("secret"), id)));
    String previous = row.getString("valid_previous");
    if (previous != null) {
      secrets.add(SigningSecret.of(box.open(previous, id)));
    }
    return new Subscriptions.Target(row.getUUID("id"), terms(row, headers(row)), secrets);
  }

  static Terms terms(Row row, Map<String, String> headers) {
    return new Terms(
        row.getString("name"),
        row.getString("url"),
        Rows.texts(row, "types"),
        row.getString("project"),
        row.getString("branch"),
        row.getString("filter"),
        row.getString("owner"),
        row.getString("description"),
        headers);
  }

  String sealed(UUID id, SigningSecret secret) {
    return box.seal(secret.reveal(), id.toString());
  }

  String sealed(UUID id, Map<String, String> headers) {
    return box.seal(Json.text(headers), id.toString());
  }

  private Map<String, String> headers(Row row) {
    String json = box.open(row.getString("headers"), row.getUUID("id").toString());
    try {
      return Json.mapper().readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers of " + row.getUUID("id") + ": unreadable", e);
    }
  }
}
