package dev.verdict.reporter.inbound.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;

/**
 * Under which address users find this system: as the operator says, otherwise as the request came.
 */
public final class PublicOrigin {
  private final Optional<URI> told;

  public PublicOrigin(Optional<URI> told) {
    this.told = told.map(PublicOrigin::withoutSlash);
  }

  public URI of(HttpServerRequest request) {
    return told.orElseGet(() -> asRequested(request));
  }

  private static URI asRequested(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    try {
      return URI.create(
          request.scheme() + "://" + (authority == null ? "localhost" : authority.toString()));
    } catch (IllegalArgumentException e) {
      return URI.create("http://localhost");
    }
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }
}
