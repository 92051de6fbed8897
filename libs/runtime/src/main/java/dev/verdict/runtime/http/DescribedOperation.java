package dev.verdict.runtime.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about one operation.
 *
 * @param path as OpenAPI writes it, with {@code {id}}
 * @param bodyTypes the media types that a body may have; empty if there is no body
 * @param bodySchema of a JSON body
 */
record DescribedOperation(
    String id,
    HttpMethod method,
    String path,
    List<JsonObject> parameters,
    Set<String> bodyTypes,
    boolean bodyRequired,
    @Nullable JsonObject bodySchema) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** All of a document, a fixed path before one with a parameter in the same place. */
  static List<DescribedOperation> of(JsonObject document) {
    List<DescribedOperation> operations = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths", new JsonObject());
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          operations.add(one(document, path, method, item));
        }
      }
    }
    // '{' sorts behind every letter.
    operations.sort(Comparator.comparing(DescribedOperation::path));
    return operations;
  }

  /** As vertx-web writes it, with {@code :id}. */
  String route() {
    return path.replaceAll("\\{([^}]+)}", ":$1");
  }

  private static DescribedOperation one(
      JsonObject document, String path, String method, JsonObject item) {
    JsonObject operation = item.getJsonObject(method);
    String id = operation.getString("operationId");
    if (id == null) {
      throw new IllegalArgumentException(method + " " + path + " (expected: an operationId)");
    }
    JsonObject body = resolved(document, operation.getJsonObject("requestBody", new JsonObject()));
    JsonObject content = body.getJsonObject("content", new JsonObject());
    JsonObject json = content.getJsonObject("application/json", new JsonObject());
    return new DescribedOperation(
        id,
        HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
        path,
        parameters(document, item, operation),
        new TreeSet<>(content.fieldNames()),
        body.getBoolean("required", false),
        json.getJsonObject("schema"));
  }

  // What the operation says goes before what its path says.
  private static List<JsonObject> parameters(
      JsonObject document, JsonObject item, JsonObject operation) {
    Map<String, JsonObject> byName = new LinkedHashMap<>();
    for (JsonObject level : List.of(item, operation)) {
      for (Object one : level.getJsonArray("parameters", new JsonArray())) {
        JsonObject parameter = resolved(document, (JsonObject) one);
        byName.put(parameter.getString("in") + "." + parameter.getString("name"), parameter);
      }
    }
    return List.copyOf(byName.values());
  }

  private static JsonObject resolved(JsonObject document, JsonObject maybeReference) {
    String reference = maybeReference.getString("$ref");
    if (reference == null) {
      return maybeReference;
    }
    if (SchemaWords.resolve(document, reference) instanceof JsonObject target) {
      return target;
    }
    throw new IllegalArgumentException("reference: " + reference + " (expected: in the document)");
  }
}
