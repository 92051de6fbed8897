package dev.verdict.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.runtime.access.Authenticator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a router of an OpenAPI 3.1 document and the handlers of its operations. */
public final class Api {
  static final String DOCUMENT = "dev.verdict.openapi";
  static final String AUTHENTICATOR = "dev.verdict.authenticator";

  private Api() {}

  /**
   * A document whose operations need a key unless they are registered as open. What is described
   * and has no handler, or the other way round, is an error.
   *
   * @param document on the class path, as in {@code openapi/coordinator.yaml}
   */
  public static Future<Router> router(
      Vertx vertx, String document, Authenticator authenticator, Consumer<Operations> register) {
    return make(vertx, document, authenticator, register);
  }

  /** For a service whose operations are all open. */
  public static Future<Router> openRouter(
      Vertx vertx, String document, Consumer<Operations> register) {
    return make(vertx, document, null, register);
  }

  private static Future<Router> make(
      Vertx vertx,
      String document,
      @Nullable Authenticator authenticator,
      Consumer<Operations> register) {
    Operations operations = new Operations();
    register.accept(operations);
    return vertx
        .executeBlocking(() -> load(document), false)
        .compose(
            loaded ->
                OpenAPIContract.from(vertx, contractOf(loaded, operations))
                    .map(contract -> router(vertx, contract, operations, authenticator))
                    .map(
                        router -> {
                          router.putMetadata(DOCUMENT, loaded);
                          if (authenticator != null) {
                            router.putMetadata(AUTHENTICATOR, authenticator);
                          }
                          return router;
                        }));
  }

  private static ApiDocument load(String document) {
    return ApiDocument.load(document).withCommonComponents(ApiDocument.load(ApiDocument.COMMON));
  }

  private static Router router(
      Vertx vertx,
      OpenAPIContract contract,
      Operations operations,
      @Nullable Authenticator authenticator) {
    Set<String> described =
        contract.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet());
    sameNames(described, operations.byId().keySet());
    RouterBuilder builder = RouterBuilder.create(vertx, contract);
    Authentication authentication = new Authentication(authenticator);
    for (OpenAPIRoute route : builder.getRoutes()) {
      Operation operation = route.getOperation();
      // The own check tells all that is wrong with a request, with field and value, where the
      // built-in
      // one stops at the first and decodes query values twice.
      route.setDoSecurity(false).setDoValidation(false);
      switch (operations.byId().get(operation.getOperationId())) {
        case Operations.Plain plain ->
            new PlainOperation(
                    vertx, operation, plain, authentication, RequestCheck.of(contract, operation))
                .addTo(route);
        case Operations.Raw raw ->
            route.addHandler(new RawOperation(operation, raw, authentication));
        case null -> throw new IllegalStateException("checked above");
      }
    }
    return builder.createRouter();
  }

  private static void sameNames(Set<String> described, Set<String> handled) {
    Set<String> unhandled = new TreeSet<>(described);
    unhandled.removeAll(handled);
    Set<String> undescribed = new TreeSet<>(handled);
    undescribed.removeAll(described);
    if (!unhandled.isEmpty() || !undescribed.isEmpty()) {
      throw new IllegalStateException(
          "operations without a handler: "
              + unhandled
              + ", handlers without a description: "
              + undescribed);
    }
  }

  /**
   * What the validator needs of the document. It refuses media types that it cannot validate, also
   * in answers, where we want no validation, and in bodies that are streams.
   */
  private static JsonObject contractOf(ApiDocument document, Operations operations) {
    ObjectNode tree = document.tree().deepCopy();
    tree.remove("servers");
    for (JsonNode path : tree.path("paths")) {
      for (JsonNode method : path) {
        if (method instanceof ObjectNode operation && operation.has("operationId")) {
          operation.putObject("responses").putObject("default").put("description", "any");
          String id = operation.path("operationId").asText();
          if (operations.byId().get(id) instanceof Operations.Raw) {
            operation.remove("requestBody");
          }
        }
      }
    }
    tree.withObject("/components").remove("responses");
    return new JsonObject(tree.toString());
  }
}
