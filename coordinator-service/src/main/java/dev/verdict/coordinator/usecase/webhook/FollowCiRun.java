package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.FollowedPlan;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps that there is a run of a CI system, or what is new about one; what it left is fetched
 * later.
 *
 * <pre>
 *   nothing ──started or finished──▶ followed ──finished──▶ its reports are read ──▶ final
 *                                          │                      ▲                    │
 *                     finished later: ◀────┘                      └─ finished later, ──┘
 *                     told again when that is final                  it was run again there
 * </pre>
 */
final class FollowCiRun {
  private final SubmissionDesk desk;
  private final DeliveryTransaction delivery;

  FollowCiRun(SubmissionDesk desk, DeliveryTransaction delivery) {
    this.desk = desk;
    this.delivery = delivery;
  }

  Future<List<Effect>> follow(Trigger trigger, EventFacts event) {
    EventFacts.CiRun run = event.ciRun();
    if (run == null || run.id().isBlank()) {
      return Future.succeededFuture(
          List.of(effect(trigger, Outcome.FAILED, null, "the event names no run")));
    }
    return delivery
        .followed(trigger, event, run)
        .compose(
            known ->
                known.isPresent() ? more(trigger, known.get(), run) : first(trigger, event, run));
  }

  private Future<List<Effect>> first(Trigger trigger, EventFacts event, EventFacts.CiRun run) {
    FollowedPlan plan = FollowedPlan.of(trigger, event, run, delivery.id());
    Submission submission = desk.followed(plan).tracedBy(delivery.traceparent());
    return delivery
        .follow(submission, plan, trigger, event, run)
        .map(
            kept ->
                List.of(
                    effect(
                        trigger,
                        Outcome.FOLLOWED,
                        submission.id(),
                        submission.name() + said(run))));
  }

  private Future<List<Effect>> more(
      Trigger trigger, DeliveryTransaction.Followed known, EventFacts.CiRun run) {
    if (!run.finished()) {
      return known.ended() || known.isFinal()
          ? ignored(trigger, known, "it has ended already")
          : heard(trigger, known, run);
    }
    Instant before = known.endedAt();
    Instant now = run.finishedAt();
    boolean later = before != null && now != null && now.isAfter(before);
    if (!known.isFinal()) {
      if (later) {
        // What it says is not lost: the delivery comes back until the first end is settled.
        return Future.failedFuture(
            new IllegalStateException(
                "run " + run.id() + " was repeated; reports of its first end are being read"));
      }
      return before != null && now != null && now.isBefore(before)
          ? ignored(trigger, known, "a later end was told before")
          : heard(trigger, known, run);
    }
    if (!later) {
      return ignored(trigger, known, "its end was told before");
    }
    return delivery
        .reopen(known.runId(), ReopenRun.Only.ALL)
        .compose(tasks -> heard(trigger, known, run));
  }

  private Future<List<Effect>> heard(
      Trigger trigger, DeliveryTransaction.Followed known, EventFacts.CiRun run) {
    return delivery
        .heard(known, run)
        .map(
            noted ->
                List.of(
                    effect(
                        trigger, Outcome.FOLLOWED, known.runId(), "run " + run.id() + said(run))));
  }

  private static Future<List<Effect>> ignored(
      Trigger trigger, DeliveryTransaction.Followed known, String why) {
    return Future.succeededFuture(List.of(effect(trigger, Outcome.IGNORED, known.runId(), why)));
  }

  private static String said(EventFacts.CiRun run) {
    return run.finished() ? ", ended: " + run.word() : ", not ended: " + run.word();
  }

  private static Effect effect(
      Trigger trigger, Outcome outcome, @Nullable UUID run, String detail) {
    return new Effect(
        trigger.id(), trigger.name(), trigger.action().word(), outcome.word(), run, detail);
  }
}
