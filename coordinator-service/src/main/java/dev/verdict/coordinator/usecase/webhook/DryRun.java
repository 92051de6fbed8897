package dev.verdict.coordinator.usecase.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says which triggers would fire for a delivery and why the others would not; does nothing. */
public final class DryRun {
  /**
   * @param word the sender's word for it
   * @param events what it says; one delivery can hold several
   */
  public record Answer(String provider, String word, List<Event> events) {}

  /** One event in it, and what each trigger says to that. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Event(
      String event,
      String repository,
      String branch,
      String tag,
      String baseBranch,
      String sha,
      String number,
      String action,
      String sender,
      String ignored,
      List<Verdict> triggers) {}

  /**
   * @param against everything that does not fit
   */
  public record Verdict(
      UUID id, String trigger, String action, boolean fires, List<String> against) {}

  private final Vertx vertx;
  private final TriggerCatalog triggers;

  public DryRun(Vertx vertx, TriggerCatalog triggers) {
    this.vertx = vertx;
    this.triggers = triggers;
  }

  /** Fails with {@link dev.verdict.plugin.webhook.UnreadableWebhook}. */
  public Future<Answer> of(WebhookDialect dialect, InboundRequest request) {
    return triggers
        .all()
        .compose(all -> vertx.executeBlocking(() -> answer(dialect, request, all), false));
  }

  private static Answer answer(WebhookDialect dialect, InboundRequest request, List<Trigger> all) {
    return new Answer(
        dialect.provider(),
        dialect.event(request),
        dialect.read(request).stream()
            .map(event -> event(dialect.provider(), event, all))
            .toList());
  }

  private static Event event(String provider, CiEvent event, List<Trigger> all) {
    Optional<EventFacts> facts = EventFacts.of(provider, event);
    if (facts.isEmpty()) {
      return new Event(
          "ignored", "", "", "", "", "", "", "", "", Decided.whyIgnored(event), List.of());
    }
    EventFacts known = facts.get();
    return new Event(
        known.kind().word(),
        known.repository(),
        known.branch(),
        known.tag(),
        known.baseBranch(),
        known.sha(),
        known.number(),
        known.action(),
        known.sender(),
        "",
        all.stream().map(trigger -> verdict(trigger, known)).toList());
  }

  private static Verdict verdict(Trigger trigger, EventFacts event) {
    Trigger.Decision decision = trigger.decide(event);
    return new Verdict(
        trigger.id(),
        trigger.name(),
        trigger.action().word(),
        decision.fires(),
        decision.against());
  }
}
