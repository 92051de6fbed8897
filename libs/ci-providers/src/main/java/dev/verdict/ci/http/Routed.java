package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request where it belongs, and after it where the server says that it belongs. Only the
 * hosts of the API get the credential and our headers.
 */
final class Routed {
  private static final int MOST_HOPS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** An answer and who gave it. */
  record Arrived(URI url, HttpClientResponse response) {}

  private final Exchange exchange;
  private final ApiProfile profile;
  private final Set<Origin> ours;

  Routed(Exchange exchange, ApiProfile profile) {
    this.exchange = exchange;
    this.profile = profile;
    this.ours =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(profile.base()), profile.alsoTrusted().stream())
            .map(Origin::of)
            .collect(Collectors.toUnmodifiableSet());
  }

  URI url(ApiRequest request) {
    String target = request.target();
    boolean whole = target.startsWith("http://") || target.startsWith("https://");
    URI url = whole ? URI.create(target) : Encoding.below(profile.base(), target);
    if (request.query().isEmpty()) {
      return url;
    }
    String query =
        request.query().entrySet().stream()
            .map(each -> Encoding.segment(each.getKey()) + "=" + Encoding.segment(each.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  Future<Arrived> send(ApiRequest request, Map<String, String> more) {
    return hop(request, request.method(), request.body(), url(request), more, 0);
  }

  private Future<Arrived> hop(
      ApiRequest request,
      HttpMethod method,
      @Nullable ApiBody body,
      URI url,
      Map<String, String> more,
      int hops) {
    return exchange
        .head(options(request, method, body, url, more), body)
        .compose(
            response -> {
              URI next = target(request, url, response);
              if (next == null) {
                return Future.succeededFuture(new Arrived(url, response));
              }
              boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
              if (hops == MOST_HOPS || downgraded(url, next)) {
                response.request().reset();
                return Future.failedFuture("a redirect too many, or away from https");
              }
              if (!reads
                  && response.statusCode() != 303
                  && !Origin.of(url).equals(Origin.of(next))) {
                // A write is repeated only where it was meant for.
                return Future.succeededFuture(new Arrived(url, response));
              }
              response.resume();
              boolean asRead = response.statusCode() == 303 && !reads;
              return hop(
                  request,
                  asRead ? HttpMethod.GET : method,
                  asRead ? null : body,
                  next,
                  more,
                  hops + 1);
            });
  }

  private static @Nullable URI target(ApiRequest request, URI url, HttpClientResponse response) {
    String location = response.getHeader("Location");
    if (!request.following() || location == null || !REDIRECTS.contains(response.statusCode())) {
      return null;
    }
    return url.resolve(location);
  }

  private static boolean downgraded(URI from, URI to) {
    return from.getScheme().equals("https") && !"https".equals(to.getScheme());
  }

  private RequestOptions options(
      ApiRequest request,
      HttpMethod method,
      @Nullable ApiBody body,
      URI url,
      Map<String, String> more) {
    RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(url.toString());
    options.putHeader("User-Agent", "Verdict");
    more.forEach(options::putHeader);
    String range = request.headers().get("Range");
    if (ours.contains(Origin.of(url))) {
      profile.headers().forEach(options::putHeader);
      request.headers().forEach(options::putHeader);
      if (profile.credential() != null) {
        options.putHeader(profile.credential().header(), profile.credential().value());
      }
    } else if (range != null) {
      options.putHeader("Range", range);
    }
    if (body != null) {
      options.putHeader("Content-Type", body.contentType());
    }
    return options;
  }
}
