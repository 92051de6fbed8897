package dev.verdict.coordinator.inbound.webhook;

import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.PublicKeys;
import dev.verdict.coordinator.usecase.webhook.ReceiveDelivery;
import dev.verdict.coordinator.usecase.webhook.Refused;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a webhook in. Nothing of it is believed before its sender is known, and until then it costs
 * a bounded amount of memory and time.
 */
public final class WebhookIntake {
  private static final int MOST_HEADERS = 200;
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  /**
   * @param bodyLimit in bytes, of the body and of what its gzip holds
   * @param bodyTime for all of a body
   * @param perSecond requests of one source
   * @param memory of all bodies on their way
   * @param proxies that are ours: what they say of who sends is believed
   */
  public record Limits(
      int bodyLimit, Duration bodyTime, int perSecond, long memory, List<Cidr> proxies) {}

  /** What is told for each request that was answered. */
  @FunctionalInterface
  public interface Meter {
    void answered(String provider, int status);
  }

  /**
   * @param delivery by which it can be found in the ledger
   */
  record Accepted(UUID delivery, boolean seenBefore) {}

  private final Vertx vertx;
  private final Map<String, WebhookDialect> dialects;
  private final ReceiveDelivery receive;
  private final Limits limits;
  private final Meter meter;
  private final BodyMemory memory;
  private final SourceRates rates;
  private final Senders senders;

  public WebhookIntake(
      Vertx vertx,
      Map<String, WebhookDialect> dialects,
      ReceiveDelivery receive,
      Limits limits,
      Meter meter) {
    this.vertx = vertx;
    this.dialects = Map.copyOf(dialects);
    this.receive = receive;
    this.limits = limits;
    this.meter = meter;
    this.memory = new BodyMemory(limits.memory());
    this.rates = new SourceRates(limits.perSecond(), System::nanoTime);
    this.senders = new Senders(limits.proxies());
  }

  public void register(Operations operations) {
    operations.foreignRaw("receiveWebhook", this::handle);
  }

  /** Of a request that is paused. */
  public void handle(RoutingContext context) {
    String name = String.valueOf(context.pathParam("provider"));
    WebhookDialect dialect = dialects.get(name);
    context.addEndHandler(
        end ->
            meter.answered(dialect == null ? "unknown" : name, context.response().getStatusCode()));
    BodyMemory.Share share = memory.share();
    receive(context, name, dialect, share)
        .onComplete(done -> share.giveBack())
        .onSuccess(kept -> Replies.send(context, reply(kept)))
        .onFailure(failure -> context.fail(problem(failure)));
  }

  private Future<DeliveryShelf.Kept> receive(
      RoutingContext context,
      String name,
      @Nullable WebhookDialect dialect,
      BodyMemory.Share share) {
    HttpServerRequest request = context.request();
    if (dialect == null) {
      return Future.failedFuture(
          Fail.of(
              404,
              "Not found",
              "provider: "
                  + (name.length() <= 100 ? name : name.substring(0, 100))
                  + " (expected: one of "
                  + String.join(", ", new TreeSet<>(dialects.keySet()))
                  + ")"));
    }
    String source = senders.of(request);
    if (!rates.allows(source)) {
      return Future.failedFuture(
          Fail.tooMany(
              "requests from "
                  + source
                  + " (expected: at most "
                  + limits.perSecond()
                  + " a second)",
              COME_BACK));
    }
    if (request.headers().size() > MOST_HEADERS) {
      return Future.failedFuture(
          Fail.of(
              431,
              "Headers too large",
              request.headers().size() + " headers (expected: at most " + MOST_HEADERS + ")"));
    }
    return BoundedBody.read(vertx, request, limits.bodyLimit(), limits.bodyTime(), share)
        .compose(body -> inbound(request, body, share))
        .compose(inbound -> receive.receive(dialect, inbound, source));
  }

  private Future<InboundRequest> inbound(
      HttpServerRequest request, byte[] body, BodyMemory.Share share) {
    String encoding = request.getHeader("Content-Encoding");
    Future<byte[]> content =
        Content.isPlain(encoding)
            ? Future.succeededFuture(body)
            : vertx.executeBlocking(
                () -> Content.of(body, encoding, limits.bodyLimit(), share), false);
    return content.map(bytes -> new InboundRequest(headers(request), query(request), body, bytes));
  }

  private static Map<String, List<String>> headers(HttpServerRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            entry ->
                headers
                    .computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                    .add(entry.getValue()));
    return headers;
  }

  private static Map<String, String> query(HttpServerRequest request) {
    MultiMap params = request.params();
    Map<String, String> query = new HashMap<>();
    String text = request.query();
    if (text != null) {
      params.forEach(
          entry -> {
            if (!entry.getKey().equals("provider")) {
              query.putIfAbsent(entry.getKey(), entry.getValue());
            }
          });
    }
    return query;
  }

  private static Reply reply(DeliveryShelf.Kept kept) {
    return Reply.json(kept.before() ? 200 : 202, new Accepted(kept.id(), kept.before()))
        .header("Location", "/api/v1/webhooks/deliveries/" + kept.id());
  }

  private static Throwable problem(Throwable failure) {
    return switch (failure) {
      case Refused refused -> Fail.unauthorized(refused.why());
      case UnreadableWebhook bad -> Fail.badField(bad.field(), bad.value(), bad.expected());
      case DeliveryShelf.Full full ->
          Fail.unavailable(String.valueOf(full.getMessage()), COME_BACK).because(full);
      case PublicKeys.Away away ->
          Fail.unavailable(String.valueOf(away.getMessage()), Duration.ofSeconds(30)).because(away);
      case HttpClosedException gone -> Fail.badField("body", "cut off", "all of it");
      default -> failure;
    };
  }
}
