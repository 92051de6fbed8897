package dev.verdict.tests.commits;

import dev.verdict.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks again, the same, until a coordinator answers: what a client does that cares. */
final class PatientClient {
  private static final int TRIES = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Succession coordinators;
  private final String key;

  PatientClient(Succession coordinators, String key) {
    this.coordinators = coordinators;
    this.key = key;
  }

  <T> T post(String path, Object body, Class<T> answer) {
    return Json.read(send("POST", path, Json.text(body), key, null).body(), answer);
  }

  /** As a worker. */
  void tell(String path, Object body, String token) {
    send("POST", path, Json.text(body), token, null);
  }

  /** The same request with the same key makes one thing, however often it is sent. */
  HttpResponse<String> create(String path, String body, String idempotencyKey) {
    return send("POST", path, body, key, idempotencyKey);
  }

  void delete(String path) {
    send("DELETE", path, "", key, null);
  }

  private HttpResponse<String> send(
      String method, String path, String body, String credential, @Nullable String idempotencyKey) {
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      URI at = coordinators.url().resolve(path);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at)
              .timeout(Duration.ofSeconds(15))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + credential)
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      if (idempotencyKey != null) {
        request.header("Idempotency-Key", idempotencyKey);
      }
      try {
        HttpResponse<String> answer =
            http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return answer;
        }
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() < 500) {
          break;
        }
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    throw new AssertionError(method + " " + path + ": " + last);
  }
}
