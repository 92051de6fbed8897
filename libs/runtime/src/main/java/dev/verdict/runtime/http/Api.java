package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Authenticator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a router of an OpenAPI 3.1 document and the handlers of its operations. Routes and
 * validators are made here and not by the router builder of Vert.x: that one holds the document
 * against the whole specification at each start, which takes a second, tells only the first mistake
 * of a request, and decodes query values twice. That the document is valid OpenAPI is tested once,
 * by {@link #validate}.
 */
public final class Api {
  static final String DOCUMENT = "dev.verdict.openapi";
  static final String AUTHENTICATOR = "dev.verdict.authenticator";

  private static final int MOST_MISTAKES = 20;

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

  /** Holds a document against the OpenAPI specification; each service has a test that does. */
  public static Future<Void> validate(Vertx vertx, String document) {
    return vertx
        .executeBlocking(() -> new JsonObject(load(document).tree().toString()), false)
        .compose(
            tree ->
                OpenAPIVersion.V3_1
                    .getRepository(vertx, "app://")
                    .compose(
                        specification ->
                            OpenAPIVersion.V3_1.validateContract(vertx, specification, tree)))
        .compose(Api::judge);
  }

  private static Future<Void> judge(OutputUnit result) {
    if (Boolean.TRUE.equals(result.getValid())) {
      return Future.succeededFuture();
    }
    String mistakes =
        result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .distinct()
            .limit(MOST_MISTAKES)
            .collect(Collectors.joining("; "));
    return Future.failedFuture(new IllegalStateException("invalid OpenAPI: " + mistakes));
  }

  private static Future<Router> make(
      Vertx vertx,
      String document,
      @Nullable Authenticator authenticator,
      Consumer<Operations> register) {
    Operations operations = new Operations();
    register.accept(operations);
    return vertx.executeBlocking(
        () -> {
          ApiDocument loaded = load(document);
          Router router = router(vertx, loaded, operations, new Authentication(authenticator));
          router.putMetadata(DOCUMENT, loaded);
          if (authenticator != null) {
            router.putMetadata(AUTHENTICATOR, authenticator);
          }
          return router;
        },
        false);
  }

  private static ApiDocument load(String document) {
    ApiDocument loaded =
        ApiDocument.load(document).withCommonComponents(ApiDocument.load(ApiDocument.COMMON));
    Set<String> broken = loaded.brokenReferences();
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          document + ": references " + broken + " (expected: within the document)");
    }
    return loaded;
  }

  private static Router router(
      Vertx vertx, ApiDocument document, Operations operations, Authentication authentication) {
    JsonObject tree = new JsonObject(document.tree().toString());
    List<DescribedOperation> described = DescribedOperation.of(tree);
    sameNames(
        described.stream().map(DescribedOperation::id).collect(Collectors.toSet()),
        operations.byId().keySet());
    Schemas schemas = new Schemas(tree);
    Router router = Router.router(vertx);
    for (DescribedOperation operation : described) {
      var route = router.route(operation.method(), operation.route());
      switch (Objects.requireNonNull(operations.byId().get(operation.id()))) {
        case Operations.Plain plain ->
            new PlainOperation(
                    vertx,
                    operation.id(),
                    plain,
                    authentication,
                    new RequestCheck(schemas, operation))
                .addTo(route);
        case Operations.Raw raw ->
            route.handler(new RawOperation(operation.id(), raw, authentication));
      }
    }
    return router;
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
}
