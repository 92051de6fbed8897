package dev.verdict.artifacts.inbound.http;

import dev.verdict.runtime.http.Call;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;

/**
 * Where users reach us: as configured, or as the caller has just reached us.
 *
 * @param configured the setting {@code http.public_url}
 */
record Origin(Optional<URI> configured) {
  String of(Call call) {
    if (configured.isPresent()) {
      String url = configured.get().toString();
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    HttpServerRequest request = call.context().request();
    HostAndPort authority = request.authority();
    return request.scheme() + "://" + (authority == null ? "localhost" : authority.toString());
  }
}
