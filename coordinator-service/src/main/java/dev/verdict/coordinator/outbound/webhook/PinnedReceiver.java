package dev.verdict.coordinator.outbound.webhook;

import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.ReceiverUrl;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.usecase.subscription.Receiver;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends over HTTP to the address that was checked, and to no other: a name is looked up once, all
 * that it leads to must be permitted, and the connection goes to one of these, while the name stays
 * in the {@code Host} header and in the check of the certificate. So a name that leads elsewhere a
 * moment later has no effect.
 */
public final class PinnedReceiver implements Receiver {
  private static final int CONNECTIONS_TO_ONE = 64;
  private static final int MOST_WAITING = 1_000;

  /**
   * @param timeout of one try as a whole
   * @param trust beside what the JDK trusts; null for that alone
   */
  public record Limits(
      Duration connectTimeout,
      Duration timeout,
      boolean httpAllowed,
      @Nullable TrustOptions trust) {}

  private final Vertx vertx;
  private final HttpClient client;
  private final Limits limits;
  private final AddressRules rules;
  private final NameLookup names;
  private final InstantSource clock;

  public PinnedReceiver(
      Vertx vertx, Limits limits, AddressRules rules, NameLookup names, InstantSource clock) {
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout((int) limits.connectTimeout().toMillis());
    if (limits.trust() != null) {
      options.setTrustOptions(limits.trust());
    }
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            options.setKeepAliveTimeout(30),
            new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS_TO_ONE)
                .setMaxWaitQueueSize(MOST_WAITING));
    this.limits = limits;
    this.rules = rules;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public Future<Answer> send(Subscriptions.Target target, String eventId, Buffer body, int tries) {
    long began = System.nanoTime();
    ReceiverUrl url;
    try {
      url = ReceiverUrl.parse(target.terms().url(), limits.httpAllowed());
    } catch (IllegalArgumentException e) {
      // Kept when the settings were others.
      return Future.succeededFuture(
          Answer.none(
              Answer.Outcome.FORBIDDEN, Duration.ZERO, "url (expected: " + e.getMessage() + ")"));
    }
    return names
        .addresses(url.name())
        .timeout(limits.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .map(all -> permitted(url, all, tries))
        .compose(
            address ->
                new Exchange(vertx, client, limits.timeout(), clock)
                    .post(options(target, url, address, eventId, body), body))
        .otherwise(failure -> failed(failure, took(began)));
  }

  /** One of them; another one at the next try. */
  private InetAddress permitted(ReceiverUrl url, List<InetAddress> all, int tries) {
    for (InetAddress address : all) {
      if (!rules.permits(address)) {
        throw new ForbiddenAddress(
            url.name()
                + " leads to "
                + address.getHostAddress()
                + " (expected: an address of the internet, or one of"
                + " coordinator.subscriptions.allow)");
      }
    }
    return all.get(tries % all.size());
  }

  private RequestOptions options(
      Subscriptions.Target target,
      ReceiverUrl url,
      InetAddress address,
      String eventId,
      Buffer body) {
    long now = clock.instant().getEpochSecond();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(url.tls())
            .setURI(url.target())
            .setFollowRedirects(false);
    target.terms().headers().forEach(options::putHeader);
    return options
        .putHeader("content-type", StructuredEvent.MEDIA_TYPE)
        .putHeader("user-agent", "Verdict-Webhooks/1")
        .putHeader("webhook-id", eventId)
        .putHeader("webhook-timestamp", Long.toString(now))
        .putHeader(
            "webhook-signature",
            SigningSecret.sign(target.secrets(), eventId, now, body.getBytes()));
  }

  private static Answer failed(Throwable failure, Duration took) {
    return switch (failure) {
      case ForbiddenAddress forbidden ->
          Answer.none(Answer.Outcome.FORBIDDEN, took, String.valueOf(forbidden.getMessage()));
      case UnknownHostException unknown ->
          Answer.none(
              Answer.Outcome.UNREACHABLE, took, "the name is not known: " + unknown.getMessage());
      case TimeoutException late ->
          Answer.none(
              Answer.Outcome.UNREACHABLE, took, "no answer after " + took.toMillis() + " ms");
      default -> Answer.none(Answer.Outcome.UNREACHABLE, took, FirstBytes.shown(failure));
    };
  }

  private static Duration took(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  public Future<Void> close() {
    return client.close();
  }

  /** The name leads where nothing may be sent. */
  private static final class ForbiddenAddress extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String message) {
      super(message);
    }
  }
}
