package dev.verdict.reporter.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium of this machine without a window, driven over its DevTools protocol. Nothing is
 * downloaded: where there is none, there is none.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final DevTools tools;

  private Chromium(Process process, String address) {
    this.process = process;
    this.tools = DevTools.connect(http, URI.create(address));
  }

  static Optional<Path> find() {
    String said = System.getenv("VERDICT_TEST_BROWSER");
    Stream<Path> said1 = said == null ? Stream.of() : Stream.of(Path.of(said));
    Stream<Path> onPath =
        Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
            .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
    return Stream.concat(said1, onPath).filter(Files::isExecutable).findFirst();
  }

  static Chromium start(Path program, Path profile) {
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  program.toString(),
                  "--headless=new",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--hide-scrollbars",
                  "about:blank"));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new Chromium(process, address(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It says where it listens, on its standard error. */
  private static String address(Process process) {
    CompletableFuture<String> told = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("chromium-output")
        .start(
            () -> {
              try (var lines = process.inputReader()) {
                lines
                    .lines()
                    .forEach(
                        line -> {
                          int at = line.indexOf("ws://");
                          if (line.startsWith("DevTools listening on") && at > 0) {
                            told.complete(line.substring(at).strip());
                          }
                        });
              } catch (IOException | UncheckedIOException e) {
                told.completeExceptionally(e);
              }
              told.completeExceptionally(new IllegalStateException("chromium ended"));
            });
    return told.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** A new page with nothing in it, that shares no cookie with another. */
  Tab tab() {
    JsonNode context = tools.call(null, "Target.createBrowserContext", "{}");
    JsonNode target =
        tools.call(
            null,
            "Target.createTarget",
            Json.text(
                java.util.Map.of(
                    "url",
                    "about:blank",
                    "browserContextId",
                    context.path("browserContextId").asText())));
    JsonNode session =
        tools.call(
            null,
            "Target.attachToTarget",
            Json.text(
                java.util.Map.of("targetId", target.path("targetId").asText(), "flatten", true)));
    return new Tab(tools, session.path("sessionId").asText());
  }

  @Override
  public void close() {
    tools.close();
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
