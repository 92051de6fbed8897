package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.ci.webhook.WebhookDialects;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What CI systems tell again when they are asked is read by the same dialect as what they send, and
 * says the same.
 */
abstract class ToldAgain {
  protected static final String SHA = "9fceb02d0ae598e95dc970b74767f19372d61af8";
  protected static final Instant SINCE = Instant.parse("2026-11-20T09:00:00Z");
  protected static final Instant ENDED = Instant.parse("2026-11-20T10:05:00Z");

  private final Vertx vertx = Vertx.vertx();

  @SuppressWarnings("NullAway.Init")
  protected RecordedApi api;

  @BeforeEach
  void start() throws Exception {
    api = await(RecordedApi.start(vertx, Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(api.violations()).isEmpty();
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  protected static JsonObject json(String resource) {
    return Answer.resource(ToldAgain.class, resource).toJsonObject();
  }

  protected Route get(String path) {
    return api.on(HttpMethod.GET, path);
  }

  /** All events that a provider tells of a repository, over all pages. */
  protected List<CiEvent> told(String name, Map<String, String> settings, String repository)
      throws Exception {
    var host =
        new ProviderHost(
            vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);
    RepositoryProviders providers = new RepositoryProviders(host, Map.of(name, settings));
    DeliveryHistory history =
        (DeliveryHistory) providers.of(name, repository, Operation.LIST_DELIVERIES);
    WebhookDialect dialect = WebhookDialects.load().named(name).orElseThrow();
    var question = new DeliveryHistory.Question(repository, "/webhooks/" + name, SINCE);
    List<CiEvent> events = new ArrayList<>();
    String page = "";
    for (int i = 0; i < 10 && page != null; i++) {
      DeliveryHistory.Page found = await(history.sent(question, page));
      for (Sent sent : found.deliveries()) {
        DeliveryHistory.Request request = await(history.request(sent));
        assertThat(request.headers()).containsEntry(Retold.MADE_FROM, List.of(sent.deliveryId()));
        events.addAll(
            dialect.read(
                new InboundRequest(request.headers(), Map.of(), request.body(), request.body())));
      }
      page = found.more();
    }
    await(providers.close());
    return events;
  }

  protected static CiEvent.CiRun run(List<CiEvent> events) {
    return (CiEvent.CiRun)
        events.stream().filter(CiEvent.CiRun.class::isInstance).findFirst().orElseThrow();
  }

  protected static CiEvent.Push push(List<CiEvent> events) {
    return (CiEvent.Push)
        events.stream().filter(CiEvent.Push.class::isInstance).findFirst().orElseThrow();
  }

  protected static String repositoryOf(CiEvent.CiRun run) {
    var repository = run.repository();
    return repository == null ? "none" : repository.name();
  }
}
