package dev.verdict.plugin.ci.http;

import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param target a path below the base of the profile, encoded, or a whole URL
 * @param accepted statuses that are an answer for this caller, not an error
 * @param repeatable doing it twice is as good as once, whatever the method says
 * @param following false: a redirect is the answer
 * @param lookup asked before a call that may have been processed is repeated; what it finds is
 *     taken for the answer
 */
public record ApiRequest(
    Operation operation,
    HttpMethod method,
    String target,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable ApiBody body,
    Set<Integer> accepted,
    boolean repeatable,
    boolean following,
    @Nullable Supplier<Future<Optional<JsonObject>>> lookup) {

  /**
   * @param template with {@code {}} for each of {@code names}, which are encoded
   */
  public static ApiRequest of(
      Operation operation, HttpMethod method, String template, Object... names) {
    StringBuilder path = new StringBuilder();
    int from = 0;
    for (Object name : names) {
      int hole = template.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException(template + ": too few {} (expected: one for each name)");
      }
      path.append(template, from, hole).append(Encoding.segment(name.toString()));
      from = hole + 2;
    }
    path.append(template.substring(from));
    return at(operation, method, path.toString());
  }

  public static ApiRequest get(Operation operation, String template, Object... names) {
    return of(operation, HttpMethod.GET, template, names);
  }

  public static ApiRequest post(Operation operation, String template, Object... names) {
    return of(operation, HttpMethod.POST, template, names);
  }

  public static ApiRequest put(Operation operation, String template, Object... names) {
    return of(operation, HttpMethod.PUT, template, names);
  }

  public static ApiRequest patch(Operation operation, String template, Object... names) {
    return of(operation, HttpMethod.PATCH, template, names);
  }

  public static ApiRequest delete(Operation operation, String template, Object... names) {
    return of(operation, HttpMethod.DELETE, template, names);
  }

  /** A URL that the API itself has named. */
  public static ApiRequest get(Operation operation, URI url) {
    return at(operation, HttpMethod.GET, url.toString());
  }

  /** A target that is encoded already. */
  public static ApiRequest at(Operation operation, HttpMethod method, String target) {
    boolean idempotent =
        method == HttpMethod.GET
            || method == HttpMethod.HEAD
            || method == HttpMethod.PUT
            || method == HttpMethod.DELETE;
    return new ApiRequest(
        operation, method, target, Map.of(), Map.of(), null, Set.of(), idempotent, true, null);
  }

  public ApiRequest query(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(name, value.toString());
    return new ApiRequest(
        operation, method, target, more, headers, body, accepted, repeatable, following, lookup);
  }

  public ApiRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiRequest(
        operation, method, target, query, more, body, accepted, repeatable, following, lookup);
  }

  public ApiRequest body(ApiBody sent) {
    return new ApiRequest(
        operation, method, target, query, headers, sent, accepted, repeatable, following, lookup);
  }

  public ApiRequest json(JsonObject object) {
    return body(ApiBody.json(object));
  }

  /** From this byte on; nothing is sent for 0. */
  public ApiRequest from(long first) {
    return first == 0 ? this : header("Range", "bytes=" + first + "-");
  }

  public ApiRequest accepting(Integer... statuses) {
    Set<Integer> more = new LinkedHashSet<>(accepted);
    more.addAll(Set.of(statuses));
    return new ApiRequest(
        operation, method, target, query, headers, body, more, repeatable, following, lookup);
  }

  public ApiRequest safeToRepeat() {
    return new ApiRequest(
        operation, method, target, query, headers, body, accepted, true, following, lookup);
  }

  public ApiRequest notFollowing() {
    return new ApiRequest(
        operation, method, target, query, headers, body, accepted, repeatable, false, lookup);
  }

  /** For something that is made: see {@link #lookup}. */
  public ApiRequest unlessThere(Supplier<Future<Optional<JsonObject>>> found) {
    return new ApiRequest(
        operation, method, target, query, headers, body, accepted, repeatable, following, found);
  }
}
