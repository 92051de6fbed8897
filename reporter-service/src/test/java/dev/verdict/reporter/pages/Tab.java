package dev.verdict.reporter.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One page in the browser, and everything that it said and asked for. */
final class Tab {
  private final DevTools tools;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    tools.listen(this::heard);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      tools.call(session, domain + ".enable", "{}");
    }
  }

  private void heard(JsonNode event) {
    if (!event.path("sessionId").asText().equals(session)) {
      return;
    }
    JsonNode of = event.path("params");
    switch (event.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown" -> complaints.add(of.path("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        if (!of.path("entry").path("level").asText().equals("verbose")) {
          complaints.add(of.path("entry").toString());
        }
      }
      case "Runtime.consoleAPICalled" -> complaints.add(of.path("args").toString());
      case "Network.requestWillBeSent" -> requests.add(of.path("request").path("url").asText());
      default -> {}
    }
  }

  /** What scripts and the browser itself complained of: errors, and what the policy kept out. */
  List<String> complaints() {
    return complaints;
  }

  List<String> requests() {
    return requests;
  }

  void look(int width, int height, boolean dark) {
    tools.call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Json.text(
            Map.of(
                "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600)));
    tools.call(
        session,
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
            + (dark ? "dark" : "light")
            + "\"},{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}");
  }

  void withoutScripts() {
    tools.call(session, "Emulation.setScriptExecutionDisabled", "{\"value\":true}");
  }

  Tab open(String url) {
    loaded = new CompletableFuture<>();
    tools.call(session, "Page.navigate", Json.text(Map.of("url", url)));
    return loaded();
  }

  Tab loaded() {
    loaded.orTimeout(30, TimeUnit.SECONDS).join();
    return this;
  }

  /** Does something that leads to another page. */
  Tab leaving(String script) {
    loaded = new CompletableFuture<>();
    run(script);
    return loaded();
  }

  /** The value of a script, as JSON. */
  JsonNode run(String script) {
    JsonNode result =
        tools.call(
            session,
            "Runtime.evaluate",
            Json.text(Map.of("expression", script, "awaitPromise", true, "returnByValue", true)));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(script + "\n" + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Completes when the condition holds; the page is watched, not asked again and again. */
  void until(String condition) {
    run(
        "new Promise((yes, no) => { const look = () => ("
            + condition
            + ") && yes(true); if (look()) return; const eyes = new MutationObserver(look);"
            + " eyes.observe(document, {subtree: true, childList: true, attributes: true,"
            + " characterData: true}); setTimeout(() => no(new Error('never: ' + "
            + Json.text(condition)
            + ")), 20000); })");
  }

  void type(String text) {
    tools.call(session, "Input.insertText", Json.text(Map.of("text", text)));
  }

  void shoot(Path file, boolean whole) {
    JsonNode shot =
        tools.call(
            session,
            "Page.captureScreenshot",
            Json.text(Map.of("format", "png", "captureBeyondViewport", whole)));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
