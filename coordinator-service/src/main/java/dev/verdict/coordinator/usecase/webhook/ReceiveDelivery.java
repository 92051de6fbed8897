package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.contract.Ids;
import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a delivery, reads it, and keeps it. What it means is found out afterwards: the sender only
 * waits until it cannot be lost any more.
 */
public final class ReceiveDelivery {
  /** Below this, it is quicker done than handed over to another thread. */
  private static final int QUICK = 64 * 1024;

  private static final int WORTH_PACKING = 8 * 1024;
  private static final int LONGEST_WORD = 300;

  /**
   * Large bodies are looked into a few at a time: before the proof anybody can send them, and what
   * is read of them is much larger than they are.
   */
  private static final int LARGE_ONES_AT_ONCE = 2;

  private final Tracing tracing;
  private final WorkerExecutor large;
  private final CheckSender checkSender;
  private final DeliveryShelf shelf;
  private final RefusalLog refusals;
  private final Runnable kept;

  /**
   * @param kept is told when there is something to process
   */
  public ReceiveDelivery(
      Vertx vertx,
      CheckSender checkSender,
      DeliveryShelf shelf,
      RefusalLog refusals,
      Runnable kept) {
    this.tracing = Tracing.of(vertx);
    this.large = vertx.createSharedWorkerExecutor("verdict-webhooks", LARGE_ONES_AT_ONCE);
    this.checkSender = checkSender;
    this.shelf = shelf;
    this.refusals = refusals;
    this.kept = kept;
  }

  /**
   * Done when it is durable. Fails with {@link Refused}, with {@link
   * dev.verdict.plugin.webhook.UnreadableWebhook} or with {@link DeliveryShelf.Full}.
   */
  public Future<DeliveryShelf.Kept> receive(
      WebhookDialect dialect, InboundRequest request, String source) {
    String trace = tracing.current().orElse(null);
    return checked(dialect, request)
        .onFailure(
            failure -> {
              if (failure instanceof Refused refused) {
                refusals.refused(dialect.provider(), source, refused.why());
              }
            })
        .compose(genuine -> read(dialect, request, new Origin(source, false, trace)))
        .recover(failure -> Future.failedFuture(withAdvice(dialect, request, failure)))
        .onFailure(
            failure -> {
              if (failure instanceof UnreadableWebhook unreadable) {
                refusals.refused(
                    dialect.provider(), source, "cannot be read: " + unreadable.getMessage());
              }
            })
        .compose(shelf::keep)
        .onSuccess(
            found -> {
              if (!found.before()) {
                kept.run();
              }
            });
  }

  /**
   * One that never came in, as its sender remembers it: whoever was asked is who he says. Its
   * source says so.
   */
  public Future<DeliveryShelf.Kept> madeUpFor(WebhookDialect dialect, InboundRequest request) {
    return large
        .executeBlocking(
            () -> delivery(dialect, request, new Origin("reconciled", true, null)), false)
        .compose(shelf::keep)
        .onSuccess(found -> kept.run());
  }

  /** Whoever gets to read it has to set something at the sender. */
  private Throwable withAdvice(WebhookDialect dialect, InboundRequest request, Throwable failure) {
    if (!(failure instanceof UnreadableWebhook unreadable)) {
      return failure;
    }
    String advice = checkSender.otherAddress(dialect, request).orElse(dialect.setUp());
    return advice.isEmpty()
        ? failure
        : new UnreadableWebhook(
            unreadable.field(), unreadable.value(), unreadable.expected() + "; " + advice);
  }

  private Future<Void> checked(WebhookDialect dialect, InboundRequest request) {
    return isQuick(request)
        ? checkSender.check(dialect, request)
        : large
            .executeBlocking(() -> checkSender.check(dialect, request), false)
            .compose(found -> found);
  }

  private Future<NewDelivery> read(WebhookDialect dialect, InboundRequest request, Origin origin) {
    return isQuick(request)
        ? Future.future(promise -> promise.complete(delivery(dialect, request, origin)))
        : large.executeBlocking(() -> delivery(dialect, request, origin), false);
  }

  private static boolean isQuick(InboundRequest request) {
    return request.body().length <= QUICK && request.content().length <= QUICK;
  }

  /** How it came in. */
  private record Origin(String source, boolean reconciled, @Nullable String traceparent) {}

  private static NewDelivery delivery(
      WebhookDialect dialect, InboundRequest request, Origin origin) {
    List<CiEvent> events = dialect.read(request);
    byte[] content = request.content();
    byte[] identity = dialect.identity(request);
    String id = dialect.deliveryId(request).map(ReceiveDelivery::word).orElse(null);
    boolean pack = content.length > WORTH_PACKING;
    return new NewDelivery(
        Ids.next(),
        dialect.provider(),
        sha256(identity),
        again(dialect, events, identity, id),
        id,
        word(dialect.event(request)),
        word(repository(dialect, request, events)),
        origin.source(),
        ShownHeaders.headers(request.headers()),
        ShownHeaders.query(request.query()),
        pack ? gzip(content) : content,
        pack,
        content.length,
        origin.reconciled(),
        origin.traceparent());
  }

  /** By what one is known that may tell of something else than an equal one. */
  private static byte @Nullable [] again(
      WebhookDialect dialect, List<CiEvent> events, byte[] identity, @Nullable String id) {
    boolean pushes = !events.isEmpty() && events.stream().allMatch(CiEvent.Push.class::isInstance);
    return id != null && pushes && dialect.repeatsItself()
        ? sha256(identity, id.getBytes(StandardCharsets.UTF_8))
        : null;
  }

  private static @Nullable String repository(
      WebhookDialect dialect, InboundRequest request, List<CiEvent> events) {
    return events.stream()
        .map(event -> EventFacts.of(dialect.provider(), event))
        .flatMap(Optional::stream)
        .map(EventFacts::repository)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> dialect.repository(request));
  }

  private static String word(@Nullable String text) {
    String word = text == null ? "" : text.replace("\0", "");
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
