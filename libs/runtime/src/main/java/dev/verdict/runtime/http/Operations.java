package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Scope;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Says who does what an OpenAPI document describes, and who may ask for it. */
public final class Operations {
  /** Nobody needs to say who he is. */
  private static final Set<Scope> OPEN = Set.of();

  sealed interface Registered {
    Set<Scope> anyOf();
  }

  /** Body read and validated, answer written for the handler. */
  record Plain(Set<Scope> anyOf, Optional<Class<?>> bodyType, Function<Call, Future<Reply>> handler)
      implements Registered {}

  /** Parameters and body are the handler's; the request is paused. */
  record Raw(Set<Scope> anyOf, boolean ourCredentials, Handler<RoutingContext> handler)
      implements Registered {}

  private final Map<String, Registered> byId = new LinkedHashMap<>();

  Operations() {}

  public Operations handle(String operationId, Scope scope, Function<Call, Future<Reply>> handler) {
    return handle(operationId, Set.of(scope), handler);
  }

  /** Whoever has one of the scopes may call. */
  public Operations handle(
      String operationId, Set<Scope> anyOf, Function<Call, Future<Reply>> handler) {
    return register(
        operationId, new Plain(notEmpty(operationId, anyOf), Optional.empty(), handler));
  }

  /**
   * The body is read into a record before the handler is called; a large one not on the event loop.
   */
  public <B> Operations handle(
      String operationId, Scope scope, Class<B> body, BiFunction<Call, B, Future<Reply>> handler) {
    return handle(operationId, Set.of(scope), body, handler);
  }

  public <B> Operations handle(
      String operationId,
      Set<Scope> anyOf,
      Class<B> body,
      BiFunction<Call, B, Future<Reply>> handler) {
    return register(
        operationId,
        new Plain(
            notEmpty(operationId, anyOf),
            Optional.of(body),
            call -> handler.apply(call, call.body(body))));
  }

  /** Anybody may call. Who said who he is, is known all the same. */
  public Operations open(String operationId, Function<Call, Future<Reply>> handler) {
    return register(operationId, new Plain(OPEN, Optional.empty(), handler));
  }

  /**
   * For streams: the handler gets the paused request after it was let in, reads what it wants and
   * answers itself. Neither parameters nor body are validated, and there is no time-out but that of
   * an idle connection. Fail with {@code context.fail(Fail…)}; answer with {@link Replies#send}.
   */
  public Operations raw(String operationId, Set<Scope> anyOf, Handler<RoutingContext> handler) {
    return register(operationId, new Raw(notEmpty(operationId, anyOf), true, handler));
  }

  /** A raw one for anybody. */
  public Operations openRaw(String operationId, Handler<RoutingContext> handler) {
    return register(operationId, new Raw(OPEN, true, handler));
  }

  /**
   * A raw one whose credentials are none of ours, as a webhook has: whoever sends it is checked by
   * the handler.
   */
  public Operations foreignRaw(String operationId, Handler<RoutingContext> handler) {
    return register(operationId, new Raw(OPEN, false, handler));
  }

  Map<String, Registered> byId() {
    return byId;
  }

  private Operations register(String operationId, Registered operation) {
    if (byId.putIfAbsent(operationId, operation) != null) {
      throw new IllegalArgumentException(
          "operation: " + operationId + " (expected: one handler for each)");
    }
    return this;
  }

  // An empty set must not open an operation by accident.
  private static Set<Scope> notEmpty(String operationId, Set<Scope> anyOf) {
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("operation: " + operationId + " (expected: a scope)");
    }
    return Set.copyOf(anyOf);
  }
}
