package dev.verdict.testkit.ci;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A method and a path of an API, what it accepts there, and what it answers. */
public final class Route {
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)(\\*?)}");

  private final HttpMethod method;
  private final String template;
  private final Pattern path;
  private final List<String> holes = new ArrayList<>();
  private final Map<String, Rule> query = new LinkedHashMap<>();
  private final Map<String, Rule> headers = new LinkedHashMap<>();
  private final Map<String, Rule> fields = new LinkedHashMap<>();
  private @Nullable String contentType;
  private Function<Seen, Answer> answer = seen -> Answer.empty(204);

  Route(HttpMethod method, String template) {
    this.method = method;
    this.template = template;
    StringBuilder regex = new StringBuilder();
    Matcher hole = HOLE.matcher(template);
    int from = 0;
    while (hole.find()) {
      regex.append(Pattern.quote(template.substring(from, hole.start())));
      regex.append(hole.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      holes.add(hole.group(1));
      from = hole.end();
    }
    this.path = Pattern.compile(regex + Pattern.quote(template.substring(from)));
  }

  /** A parameter that is accepted; whether it must be there is the rule's. */
  public Route query(String name, Rule rule) {
    query.put(name, rule);
    return this;
  }

  public Route header(String name, Rule rule) {
    headers.put(name, rule);
    return this;
  }

  /** The body has this type; whether it does is compared without parameters. */
  public Route takes(String type) {
    contentType = type;
    return this;
  }

  /** A field of a JSON body, with dots between; no other field is accepted on the top level. */
  public Route field(String name, Rule rule) {
    contentType = "application/json";
    fields.put(name, rule);
    return this;
  }

  public Route answers(Function<Seen, Answer> how) {
    answer = how;
    return this;
  }

  public Route answers(Answer always) {
    return answers(seen -> always);
  }

  Answer answer(Seen seen) {
    return answer.apply(seen);
  }

  /** What stands at the holes; null if this is another route. */
  @Nullable Map<String, String> names(HttpMethod asked, String rawPath) {
    Matcher matcher = path.matcher(rawPath);
    if (!method.equals(asked) || !matcher.matches()) {
      return null;
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < holes.size(); i++) {
      // A plus in a path is a plus.
      String raw = matcher.group(i + 1).replace("+", "%2B");
      names.put(holes.get(i), URLDecoder.decode(raw, StandardCharsets.UTF_8));
    }
    return names;
  }

  List<String> faults(Seen seen) {
    List<String> faults = new ArrayList<>();
    for (String name : seen.query().names()) {
      if (!query.containsKey(name)) {
        faults.add("query " + name + " is not known");
      }
    }
    query.forEach((name, rule) -> check(faults, "query " + name, rule, seen.query().get(name)));
    headers.forEach(
        (name, rule) -> check(faults, "header " + name, rule, seen.headers().get(name)));
    String type = seen.headers().get("Content-Type");
    if (contentType != null && (type == null || !type.split(";")[0].strip().equals(contentType))) {
      faults.add("content type " + type + " (expected: " + contentType + ")");
    } else if (!fields.isEmpty()) {
      checkFields(faults, seen.json());
    }
    return faults.stream().map(each -> method + " " + template + ": " + each).toList();
  }

  private void checkFields(List<String> faults, JsonObject body) {
    for (String name : body.fieldNames()) {
      if (fields.keySet().stream().noneMatch(each -> each.split("\\.")[0].equals(name))) {
        faults.add("field " + name + " is not known");
      }
    }
    fields.forEach((name, rule) -> check(faults, "field " + name, rule, value(body, name)));
  }

  private static @Nullable Object value(JsonObject body, String name) {
    Object value = body;
    for (String part : name.split("\\.")) {
      value = value instanceof JsonObject object ? object.getValue(part) : null;
    }
    return value;
  }

  private static void check(List<String> faults, String what, Rule rule, @Nullable Object value) {
    String expected = rule.fault(value);
    if (expected != null) {
      String shown = String.valueOf(value);
      faults.add(
          what
              + ": "
              + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
              + " (expected: "
              + expected
              + ")");
    }
  }
}
