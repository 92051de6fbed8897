package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a JSON body against its schema. */
final class BodyCheck {
  private final Validator judging;
  private final Validator explaining;
  private final SchemaWords words;

  BodyCheck(Schemas schemas, JsonObject schema) {
    this.judging = schemas.judging(schema);
    this.explaining = schemas.explaining(schema);
    this.words = schemas.words(schema);
  }

  SchemaWords words() {
    return words;
  }

  boolean fits(@Nullable Object body) {
    return Boolean.TRUE.equals(judging.validate(asVertx(body)).getValid());
  }

  /**
   * What is wrong with a body that does not fit. Explaining costs far more than judging, so long
   * lists are narrowed to a part that is wrong before.
   */
  List<Problem.Fault> explain(@Nullable Object body) {
    Object part = Narrowing.narrow(body, this::fits);
    if (part == null) {
      return List.of(Fail.fault("body", null, words.ofWhole()));
    }
    OutputUnit result = explaining.validate(asVertx(part));
    return SchemaFaults.of(result, words, part);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object asVertx(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, Object>) map);
    }
    return tree instanceof List<?> list ? new JsonArray(list) : tree;
  }
}
