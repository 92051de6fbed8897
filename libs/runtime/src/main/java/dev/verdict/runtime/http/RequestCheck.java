package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a request against the description of its operation and finds all that does not fit. */
final class RequestCheck {
  /**
   * A request that fits: parameters as {@code query.limit}, and the body if somebody has read it.
   */
  record Fine(Map<String, Object> parameters, @Nullable Object body) {}

  private final DescribedOperation operation;
  private final List<ParameterCheck> parameters;
  private final @Nullable BodyCheck body;

  RequestCheck(Schemas schemas, DescribedOperation operation) {
    this.operation = operation;
    this.parameters =
        operation.parameters().stream()
            .map(parameter -> new ParameterCheck(schemas, parameter))
            .toList();
    this.body =
        operation.bodySchema() == null ? null : new BodyCheck(schemas, operation.bodySchema());
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
    if (operation.bodyTypes().isEmpty() || !hasBody(request)) {
      return;
    }
    String found = request.getHeader("Content-Type");
    if (found == null || operation.bodyTypes().stream().noneMatch(type -> sameType(found, type))) {
      throw Fail.unsupportedMediaType(found, String.join(", ", operation.bodyTypes()));
    }
  }

  /** The request if it fits; nothing if it does not, which is quickly found. */
  Optional<Fine> judge(RoutingContext context) {
    List<Problem.Fault> faults = new ArrayList<>();
    Map<String, Object> values = readParameters(context, faults);
    Buffer raw = context.body().buffer();
    boolean there = raw != null && raw.length() > 0;
    boolean missing = !there && operation.bodyRequired();
    if (!faults.isEmpty() || missing) {
      return Optional.empty();
    }
    boolean fits = !there || body == null || body.fits(RequestBody.tree(raw));
    return fits ? Optional.of(new Fine(values, null)) : Optional.empty();
  }

  /** The request if it fits; otherwise a {@link Fail} with all that is wrong. */
  Fine check(RoutingContext context) {
    Optional<Fine> fine = judge(context);
    if (fine.isPresent()) {
      return fine.get();
    }
    List<Problem.Fault> faults = new ArrayList<>();
    readParameters(context, faults);
    Buffer raw = context.body().buffer();
    if (raw == null || raw.length() == 0) {
      if (operation.bodyRequired()) {
        faults.add(Fail.fault("body", null, body == null ? "a body" : body.words().ofWhole()));
      }
    } else if (body != null) {
      Object tree = RequestBody.tree(raw);
      if (!body.fits(tree)) {
        faults.addAll(body.explain(tree));
      }
    }
    throw Fail.badRequest(faults);
  }

  private Map<String, Object> readParameters(RoutingContext context, List<Problem.Fault> faults) {
    Map<String, Object> values = new HashMap<>();
    for (ParameterCheck parameter : parameters) {
      Object value = parameter.read(context, faults);
      if (value != null) {
        values.put(parameter.field(), value);
      }
    }
    return values;
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
