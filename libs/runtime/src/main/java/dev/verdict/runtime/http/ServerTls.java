package dev.verdict.runtime.http;

import dev.verdict.runtime.tls.Credentials;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The server with a certificate, and clients that have to show theirs. */
final class ServerTls {
  /** What a probe asks, which has no certificate; the answers say nothing that could be misused. */
  private static final Set<String> FOR_PROBES = Set.of("/health/live", "/health/ready");

  private ServerTls() {}

  static HttpServerOptions on(HttpServerOptions options, Credentials credentials) {
    if (credentials.identity().isEmpty()) {
      return options;
    }
    ServerSSLOptions tls = credentials.server();
    options
        .setSsl(true)
        .setUseAlpn(tls.isUseAlpn())
        .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setTrustOptions(tls.getTrustOptions())
        .setClientAuth(tls.getClientAuth());
    return options;
  }

  /** One who showed no certificate. A wrong one never gets as far as a request. */
  static boolean isStranger(HttpServerRequest request) {
    if (FOR_PROBES.contains(String.valueOf(request.path()))) {
      return false;
    }
    SSLSession session = request.sslSession();
    try {
      return session == null || session.getPeerCertificates().length == 0;
    } catch (SSLPeerUnverifiedException nothingShown) {
      return true;
    }
  }
}
