package dev.verdict.runtime.expression;

import com.google.protobuf.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as CEL knows them: whole numbers are long, others double, null is a value. */
final class PlainValues {
  private static final int DEEPEST = 50;

  private PlainValues() {}

  static Map<String, Object> of(Map<String, ?> values) {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, of(value, 1)));
    return plain;
  }

  private static Object of(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new ExpressionProblem("values nested deeper than " + DEEPEST);
    }
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case String text -> text;
      case Boolean flag -> flag;
      case Double number -> number;
      case Float number -> (double) number;
      case Number number -> number.longValue();
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, inner) -> plain.put(String.valueOf(key), of(inner, depth + 1)));
        yield plain;
      }
      case Iterable<?> list -> {
        List<Object> plain = new ArrayList<>();
        list.forEach(inner -> plain.add(of(inner, depth + 1)));
        yield plain;
      }
      default -> value.toString();
    };
  }
}
