package dev.verdict.testkit.ci;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An API as its makers describe it, on loopback: it holds every request against what the real one
 * accepts, and remembers what it would not have accepted. Faults come before its own answers.
 */
public final class RecordedApi {
  private static final int KEPT = 4 << 20;

  private final Clock clock;
  private final HttpServer server;
  private final HttpServer other;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Function<Seen, @Nullable Answer>> faults = new CopyOnWriteArrayList<>();

  private RecordedApi(Vertx vertx, Clock clock) {
    this.clock = clock;
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    this.server = vertx.createHttpServer(options);
    this.other = vertx.createHttpServer(options);
  }

  public static Future<RecordedApi> start(Vertx vertx, Clock clock) {
    RecordedApi api = new RecordedApi(vertx, clock);
    return api.server
        .requestHandler(api::hear)
        .listen()
        .compose(listening -> api.other.requestHandler(api::hear).listen())
        .map(api);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Another host with the same contents: for where an API redirects, which gets no credential. */
  public URI otherHost() {
    return URI.create("http://127.0.0.1:" + other.actualPort());
  }

  /**
   * @param template a path with {@code {name}} for a segment, {@code {name*}} for several
   */
  public Route on(HttpMethod method, String template) {
    Route route = new Route(method, template);
    routes.add(route);
    return route;
  }

  /** The next so many requests are answered so. */
  public void fault(int times, Answer answer) {
    int[] left = {times};
    faults.add(request -> left[0]-- > 0 ? answer : null);
  }

  /** Each request is answered so for which this gives an answer. */
  public void fault(Function<Seen, @Nullable Answer> when) {
    faults.add(when);
  }

  public void noMoreFaults() {
    faults.clear();
  }

  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  public List<Seen> seen(HttpMethod method) {
    return seen.stream().filter(each -> each.method().equals(method)).toList();
  }

  /** What the real API would not have accepted. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  public Future<Void> close() {
    return server.close().compose(closed -> other.close());
  }

  private void hear(HttpServerRequest request) {
    Buffer kept = Buffer.buffer();
    long[] length = {0};
    request.handler(
        chunk -> {
          length[0] += chunk.length();
          if (length[0] <= KEPT) {
            kept.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> reply(request, kept, length[0]));
  }

  private void reply(HttpServerRequest request, Buffer body, long length) {
    String rawPath = request.path();
    for (Route route : routes) {
      Map<String, String> names = route.names(request.method(), rawPath);
      if (names != null) {
        Seen one = seen(request, names, body, length);
        violations.addAll(route.faults(one));
        Answer fault = fault(one);
        send(request.response(), fault == null ? answer(route, one) : fault);
        return;
      }
    }
    violations.add(request.method() + " " + rawPath + ": no such operation");
    Answer fault = fault(seen(request, Map.of(), body, length));
    send(request.response(), fault == null ? Answer.empty(404) : fault);
  }

  private Answer answer(Route route, Seen one) {
    try {
      return route.answer(one);
    } catch (RuntimeException broken) {
      violations.add(one.method() + " " + one.rawPath() + ": " + broken);
      return Answer.empty(500);
    }
  }

  private @Nullable Answer fault(Seen one) {
    for (Function<Seen, @Nullable Answer> each : faults) {
      Answer answer = each.apply(one);
      if (answer != null) {
        return answer;
      }
    }
    return null;
  }

  private Seen seen(
      HttpServerRequest request, Map<String, String> names, Buffer body, long length) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
    Seen one =
        new Seen(
            clock.instant(),
            request.method(),
            request.path(),
            Map.copyOf(names),
            MultiMap.caseInsensitiveMultiMap().addAll(request.params()),
            headers,
            body,
            length);
    seen.add(one);
    return one;
  }

  private static void send(HttpServerResponse response, Answer answer) {
    switch (answer.ending()) {
      case NEVER -> {}
      case RESET -> response.reset();
      case BROKEN -> {
        head(response, answer, answer.body().length() + 1_000L);
        response.write(answer.body()).onComplete(sent -> response.reset());
      }
      case WHOLE -> {
        long length = (long) answer.body().length() * answer.repeat();
        if (answer.status() == 204 || answer.status() == 304) {
          answer.headers().forEach(response::putHeader);
          response.setStatusCode(answer.status()).end();
          return;
        }
        head(response, answer, length);
        sendBody(response, answer.body(), answer.repeat());
      }
    }
  }

  private static void head(HttpServerResponse response, Answer answer, long length) {
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.putHeader("Content-Length", Long.toString(length));
  }

  /** No faster than it is read: the next part goes when this one is gone. */
  private static void sendBody(HttpServerResponse response, Buffer body, int left) {
    if (left == 0) {
      response.end();
      return;
    }
    response.write(body).onSuccess(sent -> sendBody(response, body, left - 1));
  }

  /** All of one page, and whether there is another. */
  public static <T> List<T> page(List<T> all, int page, int size) {
    int from = Math.min(all.size(), (page - 1) * size);
    return new ArrayList<>(all.subList(from, Math.min(all.size(), from + size)));
  }
}
