package dev.verdict.reporter.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol: calls with answers, and events. */
final class DevTools implements WebSocket.Listener {
  private static final long WITHIN_SECONDS = 60;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private @Nullable WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient http, URI address) {
    DevTools tools = new DevTools();
    tools.socket = http.newWebSocketBuilder().buildAsync(address, tools).join();
    return tools;
  }

  void listen(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  synchronized CompletableFuture<JsonNode> send(
      @Nullable String session, String method, String parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String of = session == null ? "" : ",\"sessionId\":\"" + session + "\"";
    String text =
        "{\"id\":" + id + of + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    java.util.Objects.requireNonNull(socket).sendText(text, true).join();
    return answer;
  }

  JsonNode call(@Nullable String session, String method, String parameters) {
    JsonNode answer =
        send(session, method, parameters).orTimeout(WITHIN_SECONDS, TimeUnit.SECONDS).join();
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      JsonNode whole = Json.tree(message.toString().getBytes(StandardCharsets.UTF_8));
      message.setLength(0);
      CompletableFuture<JsonNode> answer = waiting.remove(whole.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(whole);
      } else {
        listeners.forEach(listener -> listener.accept(whole));
      }
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
