package dev.verdict.testkit.webhook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON object with one value gone or replaced, for each value that it has. */
final class JsonMutations implements Iterable<byte[]> {
  private static final String REMOVED = "verdict.removed";

  /** One of each kind, and those that break what is made of them. */
  private static final List<Object> OTHERS =
      List.of(
          REMOVED,
          true,
          -1,
          1e308,
          new BigInteger("9".repeat(90)),
          "",
          "a\u0000\ud800b",
          "--upload-pack=x",
          "x".repeat(1_100),
          "javascript:alert(1)",
          "https://me:secret@host.example/%00/\u202e",
          "+999999999-12-31T23:59:59Z",
          new JsonArray(),
          new JsonArray().add(1),
          new JsonArray().add(new JsonObject()).add("x"),
          new JsonObject());

  private final JsonObject whole;
  private final List<List<Object>> places = new ArrayList<>();

  private JsonMutations(JsonObject whole) {
    this.whole = whole;
    collect(whole, List.of());
  }

  static JsonMutations of(JsonObject whole) {
    return new JsonMutations(whole.copy());
  }

  private void collect(@Nullable Object value, List<Object> path) {
    if (!path.isEmpty()) {
      places.add(path);
    }
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> each : object) {
        collect(each.getValue(), with(path, each.getKey()));
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        collect(array.getValue(i), with(path, i));
      }
    }
  }

  private static List<Object> with(List<Object> path, Object last) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  @Override
  public Iterator<byte[]> iterator() {
    return places.stream()
        .flatMap(
            place ->
                Stream.concat(
                    OTHERS.stream().map(other -> mutated(place, other)),
                    Stream.of(mutated(place, null))))
        .iterator();
  }

  private byte[] mutated(List<Object> place, @Nullable Object other) {
    JsonObject copy = whole.copy();
    Object at = copy;
    for (Object step : place.subList(0, place.size() - 1)) {
      at =
          at instanceof JsonObject object
              ? object.getValue((String) step)
              : ((JsonArray) at).getValue((Integer) step);
    }
    Object last = place.get(place.size() - 1);
    if (at instanceof JsonObject object) {
      if (REMOVED.equals(other)) {
        object.remove((String) last);
      } else {
        object.put((String) last, other);
      }
    } else if (at instanceof JsonArray array) {
      if (REMOVED.equals(other)) {
        array.remove((int) last);
      } else {
        array.set((Integer) last, other);
      }
    }
    return copy.encode().getBytes(StandardCharsets.UTF_8);
  }
}
