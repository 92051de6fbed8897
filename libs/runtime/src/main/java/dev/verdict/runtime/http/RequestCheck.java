package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a request against the description of its operation and finds all that does not fit. */
final class RequestCheck {
  private static final String JSON = "application/json";

  /**
   * A request that fits: parameters as {@code query.limit}, and the body if somebody has read it.
   */
  record Fine(Map<String, Object> parameters, @Nullable Object body) {}

  private final List<ParameterCheck> parameters;
  private final @Nullable Operation withBody;
  private final @Nullable Validator bodyValidator;
  private final @Nullable SchemaWords words;

  private RequestCheck(
      List<ParameterCheck> parameters,
      @Nullable Operation withBody,
      @Nullable Validator bodyValidator,
      @Nullable SchemaWords words) {
    this.parameters = parameters;
    this.withBody = withBody;
    this.bodyValidator = bodyValidator;
    this.words = words;
  }

  /** Validators are made here, once: making one copies all schemas. */
  static RequestCheck of(OpenAPIContract contract, Operation operation) {
    List<ParameterCheck> parameters =
        operation.getParameters().stream()
            .map(parameter -> new ParameterCheck(contract, parameter))
            .toList();
    if (operation.getRequestBody() == null) {
      return new RequestCheck(parameters, null, null, null);
    }
    MediaType json = operation.getRequestBody().getContent().get(JSON);
    JsonSchema schema = json == null ? null : json.getSchema();
    return schema == null
        ? new RequestCheck(parameters, operation, null, null)
        : new RequestCheck(
            parameters,
            operation,
            contract.getSchemaRepository().validator(schema),
            new SchemaWords(contract.getRawContract(), (JsonObject) schema));
  }

  /** Before the body is read, so that nothing is read that cannot be understood. */
  void contentType(HttpServerRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Fail.of(
          415,
          "Unsupported media type",
          "Content-Encoding: " + Shown.text(encoding) + " (expected: none)");
    }
    if (withBody == null || !hasBody(request)) {
      return;
    }
    String found = request.getHeader("Content-Type");
    var accepted = new TreeSet<>(withBody.getRequestBody().getContent().keySet());
    if (found == null || accepted.stream().noneMatch(type -> sameType(found, type))) {
      throw Fail.unsupportedMediaType(found, String.join(", ", accepted));
    }
  }

  Fine check(RoutingContext context) {
    List<Problem.Fault> faults = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    for (ParameterCheck parameter : parameters) {
      Object value = parameter.read(context, faults);
      if (value != null) {
        values.put(parameter.field(), value);
      }
    }
    checkBody(context.body().buffer(), faults);
    if (!faults.isEmpty()) {
      throw Fail.badRequest(faults);
    }
    return new Fine(values, null);
  }

  private void checkBody(@Nullable Buffer body, List<Problem.Fault> faults) {
    if (withBody == null) {
      return;
    }
    if (body == null || body.length() == 0) {
      if (withBody.getRequestBody().isRequired()) {
        faults.add(Fail.fault("body", null, words == null ? "a body" : words.ofBody()));
      }
      return;
    }
    if (bodyValidator == null || words == null) {
      return;
    }
    Object tree = RequestBody.tree(body);
    OutputUnit result = bodyValidator.validate(asVertx(tree));
    if (!Boolean.TRUE.equals(result.getValid())) {
      faults.addAll(SchemaFaults.of(result, words, tree));
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object asVertx(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, Object>) map);
    }
    return tree instanceof List<?> list ? new JsonArray(list) : tree;
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  private static boolean sameType(String found, String type) {
    String bare = found.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
