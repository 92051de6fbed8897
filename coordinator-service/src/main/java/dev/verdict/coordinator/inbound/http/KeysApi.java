package dev.verdict.coordinator.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Page;
import dev.verdict.runtime.access.ApiKey;
import dev.verdict.runtime.access.ApiKeys;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.NewKey;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/api-keys}. */
public final class KeysApi {
  /** A key; the secret only where it was just made. */
  record KeyView(
      UUID id,
      String name,
      Set<String> scopes,
      @Nullable String secret,
      OffsetDateTime createdAt,
      String createdBy,
      @Nullable OffsetDateTime expiresAt,
      @Nullable OffsetDateTime revokedAt,
      @Nullable OffsetDateTime lastUsedAt) {}

  private static final Duration OVERLAP = Duration.ofDays(1);
  private static final byte[] NOTHING = {'{', '}'};

  private final Database database;
  private final ApiKeys keys;

  public KeysApi(Database database, ApiKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  public void register(Operations operations) {
    operations
        .handle("createKey", Scope.ADMIN, this::create)
        .handle(
            "listKeys",
            Scope.ADMIN,
            call ->
                keys.list(Page.MOST)
                    .map(
                        all ->
                            Reply.json(
                                200,
                                new Page<>(
                                    all.stream().map(key -> view(key, null)).toList(), null))))
        .handle("showOwnKey", Scope.OF_KEYS, this::own)
        .handle("rotateKey", Scope.ADMIN, this::rotate)
        .handle("revokeKey", Scope.ADMIN, this::revoke);
  }

  private Future<Reply> create(Call call) {
    JsonNode body = Json.tree(call.rawBody().getBytes());
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    body.path("scopes").forEach(word -> Scope.ofKey(word.asText()).ifPresent(scopes::add));
    return once(
        call,
        () ->
            keys.create(body.path("name").asText(), scopes, call.identity().name(), expiry(body)));
  }

  /** The secret is told once and kept nowhere: who asks again is told of the key without it. */
  private Future<Reply> once(Call call, Supplier<Future<NewKey>> making) {
    AtomicReference<Reply> withSecret = new AtomicReference<>();
    return database
        .inTransaction(
            connection ->
                Idempotency.once(
                    connection,
                    call.idempotencyKey(),
                    call.identity().unique(),
                    call.request(),
                    () ->
                        making
                            .get()
                            .map(
                                made -> {
                                  withSecret.set(created(made.key(), made.secret().reveal()));
                                  return created(made.key(), null);
                                })))
        .map(kept -> withSecret.get() == null ? kept : withSecret.get());
  }

  private static Reply.Whole created(ApiKey key, @Nullable String secret) {
    return Reply.created("/api/v1/api-keys/" + key.id(), view(key, secret));
  }

  /** What whoever asks may, so that a pipeline can find out before it fails. */
  private Future<Reply> own(Call call) {
    if (!(call.identity() instanceof Identity.Key key)) {
      return Future.failedFuture(
          Fail.forbidden("only a key can be shown, and this is the token of a worker"));
    }
    return keys.find(key.id())
        .map(
            found ->
                Reply.json(
                    200, view(found.orElseThrow(() -> Fail.notFound("key", key.id())), null)));
  }

  private Future<Reply> rotate(Call call) {
    UUID id = call.id("id", "key");
    byte[] sent = call.rawBody().getBytes();
    JsonNode body = Json.tree(sent.length == 0 ? NOTHING : sent);
    Duration overlap = Duration.ofSeconds(body.path("overlap_seconds").asLong(OVERLAP.toSeconds()));
    return once(
        call,
        () ->
            keys.rotate(id, overlap, call.identity().name(), expiry(body))
                .map(made -> made.orElseThrow(() -> Fail.notFound("valid key", id))));
  }

  private static @Nullable OffsetDateTime expiry(JsonNode body) {
    if (!body.has("expires_at")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(body.get("expires_at").asText());
    } catch (DateTimeParseException e) {
      throw Fail.badField(
          "expires_at", body.get("expires_at").asText(), "a time such as 2030-01-31T12:00:00Z");
    }
  }

  private Future<Reply> revoke(Call call) {
    UUID id = call.id("id", "key");
    return keys.revoke(id)
        .map(
            revoked -> {
              if (revoked.isEmpty()) {
                throw Fail.notFound("key", id);
              }
              return Reply.empty(204);
            });
  }

  private static KeyView view(ApiKey key, @Nullable String secret) {
    Set<String> scopes = new TreeSet<>();
    key.scopes().forEach(scope -> scopes.add(scope.word()));
    return new KeyView(
        key.id(),
        key.name(),
        scopes,
        secret,
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt(),
        key.lastUsedAt());
  }
}
