package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens doors to APIs. One for the process: doors to one host with one credential share its limits,
 * and all share the connections.
 */
public final class HttpDoors {
  private static final int MOST_CONNECTIONS = 256;
  private static final int PROXY_PORT = 3128;

  private final Vertx vertx;
  private final Clock clock;
  private final RandomGenerator random;
  private final CallListener listener;
  private final Timers timers;
  private final SharedState shared;
  private final Map<ConnectionSettings.Way, HttpClient> clients = new ConcurrentHashMap<>();
  private final Map<Path, CallJournal> journals = new ConcurrentHashMap<>();

  public HttpDoors(Vertx vertx, Clockwork clockwork, CallListener listener) {
    this.vertx = vertx;
    this.clock = clockwork.clock();
    this.random = clockwork.random();
    this.listener = listener;
    this.timers = clockwork.timers();
    this.shared = new SharedState(clock, timers);
  }

  /**
   * @param secrets that must appear in no message, beside the credential of the profile
   */
  public ProviderHttp door(
      String provider,
      ApiProfile profile,
      ConnectionSettings settings,
      Collection<String> secrets) {
    Set<String> hidden = new LinkedHashSet<>(secrets);
    String credential = "";
    if (profile.credential() != null) {
      credential = profile.credential().value();
      hidden.add(credential);
    }
    Origin origin = Origin.of(profile.base());
    HttpClient client = clients.computeIfAbsent(settings.way(), this::client);
    Redaction redaction = new Redaction(hidden);
    Errors errors = new Errors(provider, profile.dialect(), redaction);
    Tries tries =
        new Tries(
            provider,
            settings,
            clock,
            timers,
            new Backoff(settings.retryDelay(), random),
            shared.limiter(origin, credential, settings),
            shared.breaker(origin, settings),
            listener);
    return new ResilientHttp(
        provider,
        profile,
        settings,
        new Exchange(vertx, client, settings.timeout()),
        clock,
        shared,
        errors,
        tries,
        redaction,
        journal(settings.harFile()));
  }

  /** Providers that name one file share it. */
  private CallJournal journal(@Nullable Path file) {
    return file == null
        ? CallJournal.NONE
        : journals.computeIfAbsent(file.toAbsolutePath(), path -> new HarFile(vertx, path));
  }

  private HttpClient client(ConnectionSettings.Way way) {
    HttpClientOptions options = new HttpClientOptions().setDecompressionSupported(true);
    if (way.caFile() != null) {
      options.setTrustOptions(Trust.with("ca_file", way.caFile()));
    }
    if (way.proxy() != null) {
      options.setProxyOptions(proxy(way.proxy()));
    }
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS);
    return vertx.createHttpClient(options, pool);
  }

  private static ProxyOptions proxy(URI url) {
    ProxyOptions proxy =
        new ProxyOptions()
            .setType(ProxyType.HTTP)
            .setHost(url.getHost())
            .setPort(url.getPort() < 0 ? PROXY_PORT : url.getPort());
    if (url.getUserInfo() != null) {
      String[] pair = url.getUserInfo().split(":", 2);
      proxy.setUsername(pair[0]).setPassword(pair.length == 2 ? pair[1] : "");
    }
    return proxy;
  }

  public Future<Void> close() {
    return Future.join(
            Stream.concat(
                    clients.values().stream().map(HttpClient::close),
                    journals.values().stream().map(CallJournal::kept))
                .toList())
        .mapEmpty();
  }
}
