package dev.verdict.cli.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One service, with a key. Each call has a time-out; what fails to connect is tried again for a
 * moment.
 */
public final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration TRANSFER = Duration.ofMinutes(15);

  private final URI base;
  private final @Nullable String key;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1).build();

  public ApiClient(URI base, @Nullable String key) {
    this.base = base;
    this.key = key;
  }

  public URI base() {
    return base;
  }

  /** The same key at another address. */
  public ApiClient at(URI other) {
    return new ApiClient(other, key);
  }

  public <T> T get(String path, Class<T> type) {
    return Json.read(text("GET", path, BodyPublishers.noBody(), ANSWER), type);
  }

  public <T> Page<T> page(String path, Class<T> item) {
    String text = text("GET", path, BodyPublishers.noBody(), ANSWER);
    JavaType type = Json.mapper().getTypeFactory().constructParametricType(Page.class, item);
    try {
      return Json.mapper().readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": not a readable page", e);
    }
  }

  public <T> T post(String path, Object body, Class<T> type) {
    return Json.read(
        text("POST", path, BodyPublishers.ofByteArray(Json.bytes(body)), TRANSFER), type);
  }

  /** Whether there is something; no other answer than yes and no is expected. */
  public boolean exists(String path) {
    HttpResponse<InputStream> answer = send("HEAD", path, BodyPublishers.noBody(), ANSWER);
    close(answer.body());
    if (answer.statusCode() == 404) {
      return false;
    }
    refuse(answer.statusCode() >= 300, "HEAD " + path, answer.statusCode(), "");
    return true;
  }

  public void upload(String path, Path file) throws IOException {
    HttpResponse<InputStream> answer = send("PUT", path, BodyPublishers.ofFile(file), TRANSFER);
    whole("PUT " + path, answer);
  }

  /** Into a file that is whole or not there. */
  public void download(String path, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = Objects.requireNonNull(target.getParent());
    Files.createDirectories(directory);
    Path beside = Files.createTempFile(directory, ".download", "");
    try (InputStream body = open(path, null)) {
      Files.copy(body, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The body as it comes; the caller closes it. */
  public InputStream open(String path, @Nullable String lastEventId) {
    HttpRequest.Builder request = request(path, "GET", BodyPublishers.noBody());
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> answer = send(request.build());
    if (answer.statusCode() >= 300) {
      whole("GET " + path, answer);
    }
    return answer.body();
  }

  private String text(String method, String path, BodyPublisher body, Duration within) {
    return whole(method + " " + path, send(method, path, body, within));
  }

  private HttpResponse<InputStream> send(
      String method, String path, BodyPublisher body, Duration within) {
    return send(request(path, method, body).timeout(within).build());
  }

  private HttpRequest.Builder request(String path, String method, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, body)
            .header("Accept", "*/*")
            .header("Content-Type", method.equals("PUT") ? "application/gzip" : "application/json");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request;
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Unreachable(request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(request.uri(), e);
    }
  }

  private static String whole(String request, HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      refuse(answer.statusCode() >= 300, request, answer.statusCode(), text);
      return text;
    } catch (IOException e) {
      throw new Unreachable(answer.uri(), e);
    }
  }

  private static void refuse(boolean bad, String request, int status, String body) {
    if (bad) {
      throw new ApiProblem(request, status, body);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
