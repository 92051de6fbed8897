package dev.verdict.cli.simulate;

import dev.verdict.cli.terminal.TerminalText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays the API of any CI system: what is posted is kept and has an id from then on, what is asked
 * for is what was posted, in the shape in which that system lists. It is no judge of whether a
 * request is right; the tests of the providers are.
 */
final class PlayedApi {
  /** Whose lists are objects, whatever they hold. */
  private static final String BITBUCKET = "/repositories/";

  private static final int MOST_KEPT = 10_000;
  private static final int LONGEST_SHOWN = 200;
  private static final List<String> IDS = List.of("id", "iid", "number");
  private static final List<String> LISTS =
      List.of("value", "values", "items", "check_runs", "builds", "build", "artifacts", "jobs");

  private final HttpServer server;
  private final Map<String, JsonObject> kept = new LinkedHashMap<>();
  private final List<Told> told = new ArrayList<>();
  private int last;

  PlayedApi(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::take);
  }

  Future<PlayedApi> listen() {
    return server.listen().map(this);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  Future<Void> close() {
    return server.close();
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
              Answer answer = answer(request.method(), path, body);
              note(request.method(), path, body, answer);
              request
                  .response()
                  .setStatusCode(answer.status())
                  .putHeader("Content-Type", "application/json")
                  .end(Json.encode(answer.body()));
            });
  }

  private record Answer(int status, Object body) {}

  private synchronized void note(HttpMethod method, String path, Buffer body, Answer answer) {
    if (told.size() < MOST_KEPT) {
      String line = TerminalText.line(body.toString());
      told.add(
          new Told(method.name(), path, answer.status(), TerminalText.cut(line, LONGEST_SHOWN)));
    }
  }

  private synchronized Answer answer(HttpMethod method, String path, Buffer body) {
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      JsonObject one = kept.get(path);
      return new Answer(200, one == null ? listed(path) : one);
    }
    if (method == HttpMethod.DELETE) {
      kept.remove(path);
      return new Answer(200, new JsonObject());
    }
    if (method == HttpMethod.PUT || method == HttpMethod.PATCH) {
      JsonObject changed = kept.getOrDefault(path, named(path, ++last));
      changed.mergeIn(first(body));
      keep(path, changed);
      return new Answer(200, changed);
    }
    return posted(path, body);
  }

  /** A list of new things is answered by a list, as Azure does. */
  private Answer posted(String path, Buffer body) {
    List<JsonObject> made = new ArrayList<>();
    for (JsonObject each : all(body)) {
      int id = ++last;
      JsonObject one = each.copy().mergeIn(named(path + "/" + id, id));
      keep(path + "/" + id, one);
      made.add(one);
    }
    boolean many = body.length() > 0 && body.toString().stripLeading().startsWith("[");
    return new Answer(
        201,
        many
            ? new JsonObject().put("count", made.size()).put("value", new JsonArray(made))
            : made.getFirst());
  }

  private void keep(String path, JsonObject one) {
    if (kept.size() < MOST_KEPT) {
      kept.put(path, one);
    }
  }

  private JsonObject named(String path, int id) {
    JsonObject named = new JsonObject();
    IDS.forEach(name -> named.put(name, id));
    String page = url() + path;
    return named
        .put("html_url", page)
        .put("web_url", page)
        .put("webUrl", page)
        .put("url", page)
        .put("links", new JsonObject().put("html", new JsonObject().put("href", page)));
  }

  /** What was posted there. A path of comments or notes is a plain list, all else an object. */
  private Object listed(String path) {
    JsonArray items = new JsonArray();
    kept.forEach(
        (place, one) -> {
          if (place.startsWith(path + "/") && place.indexOf('/', path.length() + 1) < 0) {
            items.add(one);
          }
        });
    if (path.matches(".*/(comments|notes|statuses|discussions|releases|assets)$")
        && !path.startsWith(BITBUCKET)) {
      return items;
    }
    JsonObject object = named(path, 1).put("count", items.size()).put("total_count", items.size());
    LISTS.forEach(name -> object.put(name, items));
    return object.put("size", items.size());
  }

  private static JsonObject first(Buffer body) {
    return all(body).getFirst();
  }

  /** Whoever sends a form or a file has told no fields that anybody asks for again. */
  private static List<JsonObject> all(Buffer body) {
    try {
      Object read = body.length() == 0 ? new JsonObject() : Json.decodeValue(body);
      if (read instanceof JsonObject object) {
        return List.of(object);
      }
      if (read instanceof JsonArray array) {
        return array.stream()
            .map(each -> each instanceof JsonObject object ? object : new JsonObject())
            .toList();
      }
    } catch (DecodeException noJson) {
      // Handled as if it said nothing.
    }
    return List.of(new JsonObject());
  }
}
