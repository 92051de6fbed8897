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
  private final String base;
  private final Set<Origin> ours;

  Routed(Exchange exchange, ApiProfile profile) {
    this.exchange = exchange;
    this.profile = profile;
    this.base = profile.base().toString().replaceFirst("/$", "");
    this.ours =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(profile.base()), profile.alsoTrusted().stream())
            .map(Origin::of)
            .collect(Collectors.toUnmodifiableSet());
  }

  URI url(ApiRequest request) {
    String target = request.target();
    boolean whole = target.startsWith("http://") || target.startsWith("https://");
    StringBuilder url = new StringBuilder(whole ? "" : base);
    url.append(whole || target.startsWith("/") ? "" : "/").append(target);
    char before = target.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, String> each : request.query().entrySet()) {
      url.append(before)
          .append(Encoding.segment(each.getKey()))
          .append('=')
          .append(Encoding.segment(each.getValue()));
      before = '&';
    }
    return URI.create(url.toString());
  }

  /** Whether it is not the API itself that answers there. */
  boolean isElsewhere(URI url) {
    return !ours.contains(Origin.of(url));
  }

  /** What broke, and whether it was somewhere else. */
  Throwable broken(URI url, Throwable cause) {
    return isElsewhere(url) ? new BrokenElsewhere(url, cause) : cause;
  }

  /** Of which the body is read whole. */
  Future<Arrived> send(ApiRequest request, URI url, Map<String, String> more) {
    return hop(new Errand(request, more, false), request.method(), request.body(), url, 0);
  }

  /** Of which the body is read as it comes. */
  Future<Arrived> open(ApiRequest request, URI url, Map<String, String> more) {
    return hop(new Errand(request, more, true), request.method(), request.body(), url, 0);
  }

  /**
   * What is the same at each hop.
   *
   * @param more headers
   */
  private record Errand(ApiRequest request, Map<String, String> more, boolean streams) {}

  private Future<Arrived> hop(
      Errand errand, HttpMethod method, @Nullable ApiBody body, URI url, int hops) {
    return exchange
        .head(options(errand, method, body, url), body, errand.streams())
        .recover(broken -> Future.failedFuture(broken(url, broken)))
        .compose(
            response -> {
              URI next = target(errand.request(), url, response);
              if (next == null) {
                return Future.succeededFuture(new Arrived(url, response));
              }
              boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
              if (hops == MOST_HOPS || downgraded(url, next)) {
                response.request().reset();
                return Future.failedFuture(
                    new AnswerRefused("a redirect too many, or away from https"));
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
                  errand, asRead ? HttpMethod.GET : method, asRead ? null : body, next, hops + 1);
            });
  }

  private static @Nullable URI target(ApiRequest request, URI url, HttpClientResponse response) {
    String location = response.getHeader("Location");
    if (!request.following() || location == null || !REDIRECTS.contains(response.statusCode())) {
      return null;
    }
    try {
      return url.resolve(location);
    } catch (IllegalArgumentException noUrl) {
      response.request().reset();
      throw new AnswerRefused("a redirect to what is no address");
    }
  }

  private static boolean downgraded(URI from, URI to) {
    return from.getScheme().equals("https") && !"https".equals(to.getScheme());
  }

  private RequestOptions options(
      Errand errand, HttpMethod method, @Nullable ApiBody body, URI url) {
    ApiRequest request = errand.request();
    RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(url.toString());
    options.putHeader("User-Agent", "Verdict");
    errand.more().forEach(options::putHeader);
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
