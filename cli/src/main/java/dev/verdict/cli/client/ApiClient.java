package dev.verdict.cli.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Page;
import dev.verdict.runtime.http.HealthReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One service, with a key. Each call has a bound, bodies too; what can be sent twice without harm
 * is tried again for a while, which bridges the restart of a service.
 */
public final class ApiClient {
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration TRANSFER = Duration.ofMinutes(15);

  private final URI base;
  private final @Nullable String key;
  private final Calls calls;
  private final Duration answer;

  /**
   * @throws dev.verdict.cli.WrongUsage if it is no address of a service
   */
  public ApiClient(URI base, @Nullable String key) {
    this(base, key, ClientTls.USUAL);
  }

  /**
   * @throws dev.verdict.cli.WrongUsage if it is no address of a service, or a file of {@code tls}
   *     is none
   */
  public ApiClient(URI base, @Nullable String key, ClientTls tls) {
    this(base, key, new Calls(Patience.USUAL, tls), ANSWER);
  }

  /** The system that describes itself so. */
  public static ApiClient of(Endpoint endpoint) {
    return of(endpoint, ClientTls.USUAL);
  }

  /** The same, with what else was said about certificates. */
  public static ApiClient of(Endpoint endpoint, ClientTls tls) {
    return new ApiClient(
        ServiceUrl.of(endpoint.url()), endpoint.key(), tls.orBelieving(endpoint.authority()));
  }

  ApiClient(URI base, @Nullable String key, Calls calls, Duration answer) {
    this.base = ServiceUrl.checked(base);
    this.key = key;
    this.calls = calls;
    this.answer = answer;
  }

  public URI base() {
    return base;
  }

  /** Where a link of this service leads; one that is whole already stays as it is. */
  public String address(String link) {
    return link.startsWith("/") ? ServiceUrl.at(base, link).toString() : link;
  }

  /** The same key at another address. */
  public ApiClient at(URI other) {
    return new ApiClient(other, key, calls.elsewhere(), answer);
  }

  /** The same for one who has no more time than this for a call. */
  public ApiClient within(Duration most) {
    return new ApiClient(base, key, calls.within(most), Patience.shorter(answer, most));
  }

  /** The same for one who knows that the service is there, and waits while it starts again. */
  public ApiClient trusting() {
    return new ApiClient(base, key, calls.trusting(), answer);
  }

  Patience patience() {
    return calls.patience();
  }

  public <T> T get(String path, Class<T> type) {
    return Json.read(text(request(path, "GET", BodyPublishers.noBody()), answer, true), type);
  }

  public <T> Page<T> page(String path, Class<T> item) {
    String text = text(request(path, "GET", BodyPublishers.noBody()), answer, true);
    JavaType type = Json.mapper().getTypeFactory().constructParametricType(Page.class, item);
    try {
      return Json.mapper().readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": not a readable page", e);
    }
  }

  /** Happens once however often it has to be sent: the service knows it again by its key. */
  public <T> T post(String path, Object body, Class<T> type) {
    HttpRequest.Builder request =
        request(path, "POST", BodyPublishers.ofByteArray(Json.bytes(body)))
            .header("Idempotency-Key", UUID.randomUUID().toString());
    return Json.read(text(request, TRANSFER, true), type);
  }

  public <T> T delete(String path, Class<T> type) {
    return Json.read(text(request(path, "DELETE", BodyPublishers.noBody()), answer, false), type);
  }

  /** Sends a file as the body of something new. */
  public <T> T post(String path, Path file, Class<T> type) throws IOException {
    HttpRequest.Builder request =
        request(path, "POST", BodyPublishers.ofFile(file))
            .setHeader("Content-Type", "application/octet-stream");
    return Json.read(text(request, TRANSFER, false), type);
  }

  /**
   * A body from a byte on, or all of it where the service does not know parts.
   *
   * @param etag only as long as it is still this
   */
  public Part openFrom(String path, long from, String etag) {
    HttpRequest.Builder request = request(path, "GET", BodyPublishers.noBody());
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-").header("If-Range", etag);
    }
    return stream(
        request, true, (answer, body) -> new Part(body, answer.statusCode() == 206 ? from : 0));
  }

  /** Bytes as they come, and the position of the first. */
  public record Part(InputStream body, long from) {}

  /** Whether there is something; no other answer than yes and no is expected. */
  public boolean exists(String path) {
    HttpRequest request = request(path, "HEAD", BodyPublishers.noBody()).timeout(answer).build();
    return calls.send(
        request,
        answer,
        false,
        true,
        (head, body) -> {
          boolean there = head.statusCode() != 404;
          if (there) {
            whole(request, head, body);
          }
          body.close();
          return there;
        });
  }

  /** What it is named by its content: it does no harm when it arrives twice. */
  public void upload(String path, Path file) throws IOException {
    text(request(path, "PUT", BodyPublishers.ofFile(file)), TRANSFER, true);
  }

  /** Into a file that is whole or not there. */
  public void download(String path, Path file) throws IOException {
    HttpRequest.Builder request = request(path, "GET", BodyPublishers.noBody());
    try (InputStream body = stream(request, true, (head, content) -> content)) {
      WholeFile.write(file, body);
    }
  }

  /** A body as it comes, such as events; the caller closes it, and asks again when it breaks. */
  public InputStream open(String path, @Nullable String lastEventId) {
    HttpRequest.Builder request = request(path, "GET", BodyPublishers.noBody());
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return stream(request, false, (head, content) -> content);
  }

  /** What the clock of the one who answers says, to the second, if he says it. */
  public Optional<Instant> clock(String path) {
    return stream(
        request(path, "GET", BodyPublishers.noBody()),
        true,
        (head, body) -> {
          body.close();
          return head.headers()
              .firstValue("Date")
              .map(
                  date ->
                      ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        });
  }

  /** The certificate of the one who answers, where he speaks TLS. */
  public Optional<X509Certificate> certificate(String path) {
    return stream(
        request(path, "GET", BodyPublishers.noBody()),
        true,
        (head, body) -> {
          body.close();
          return head.sslSession().isPresent()
              ? Optional.of((X509Certificate) head.sslSession().get().getPeerCertificates()[0])
              : Optional.empty();
        });
  }

  /** How the service is; also one that is not well says so. */
  public HealthReport health() {
    HttpRequest request =
        request("/health", "GET", BodyPublishers.noBody()).timeout(answer).build();
    return calls.send(
        request,
        answer,
        false,
        false,
        (head, body) ->
            Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8), HealthReport.class));
  }

  private HttpRequest.Builder request(String path, String method, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ServiceUrl.at(base, path))
            .method(method, body)
            .header("Accept", "*/*")
            .header("Content-Type", method.equals("PUT") ? "application/gzip" : "application/json");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return request;
  }

  private String text(HttpRequest.Builder request, Duration within, boolean twice) {
    HttpRequest built = request.timeout(within).build();
    return calls.send(built, within, false, twice, (head, body) -> whole(built, head, body));
  }

  private <T> T stream(HttpRequest.Builder request, boolean twice, Calls.Taking<T> taking) {
    HttpRequest built = request.timeout(answer).build();
    return calls.send(
        built,
        answer,
        true,
        twice,
        (head, body) -> {
          if (head.statusCode() >= 300) {
            whole(built, head, body);
          }
          return taking.take(head, body);
        });
  }

  private static String whole(
      HttpRequest request, HttpResponse<InputStream> answer, InputStream from) throws IOException {
    try (InputStream body = from) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.statusCode() >= 300) {
        URI url = request.uri();
        throw new ApiProblem(request.method() + " " + url.getRawPath(), answer.statusCode(), text);
      }
      return text;
    }
  }
}
