package dev.verdict.reporter;

import dev.verdict.testkit.ci.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/** Sends a request once more, marked, so that it is done although its sender hears nothing. */
final class Forward {
  private static final Set<String> NOT_OURS_TO_SET =
      Set.of("host", "content-length", "connection", "transfer-encoding", "expect", "upgrade");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Forward() {}

  static void again(URI api, Seen seen) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + seen.rawPath()))
            .method(
                seen.method().name(),
                HttpRequest.BodyPublishers.ofByteArray(seen.body().getBytes()))
            .header("X-Again", "true");
    seen.headers().entries().stream()
        .filter(header -> !NOT_OURS_TO_SET.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    CLIENT
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .whenComplete((done, failure) -> {});
  }
}
