package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.BadTrigger;
import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.PlannedRun;
import dev.verdict.coordinator.domain.trigger.RerunWish;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.plugin.ci.ConfigurationError;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what one trigger says about one event, within the transaction of the delivery. */
final class ActOnDelivery {
  private final SubmissionDesk desk;
  private final DeliveryTransaction delivery;

  ActOnDelivery(SubmissionDesk desk, DeliveryTransaction delivery) {
    this.desk = desk;
    this.delivery = delivery;
  }

  Future<List<Effect>> act(Trigger trigger, EventFacts event) {
    return switch (trigger.action()) {
      case START_RUN -> start(trigger, event);
      case CANCEL -> cancelOlder(trigger, Optional.empty(), event);
      case RERUN -> rerun(trigger, event);
      case FOLLOW -> new FollowCiRun(desk, delivery).follow(trigger, event);
    };
  }

  private Future<List<Effect>> start(Trigger trigger, EventFacts event) {
    boolean supersedes = Boolean.TRUE.equals(trigger.spec().starting().cancelSuperseded());
    boolean hasSuccessors = !event.branch().isEmpty() || !event.number().isEmpty();
    if (!supersedes || !hasSuccessors) {
      return startOne(trigger, event);
    }
    // Deliveries can be taken in another order than they came: the older one must not win.
    return delivery
        .newerRun(trigger, event)
        .compose(
            newer ->
                newer.isPresent()
                    ? Future.succeededFuture(
                        List.of(
                            effect(
                                trigger,
                                Outcome.IGNORED,
                                newer.get(),
                                "superseded: a later event has started this run already")))
                    : cancelOlder(trigger, Optional.of(trigger), event)
                        .compose(
                            cancelled ->
                                startOne(trigger, event)
                                    .map(started -> joined(started, cancelled))));
  }

  private Future<List<Effect>> startOne(Trigger trigger, EventFacts event) {
    Submission submission;
    try {
      submission =
          desk.run(PlannedRun.of(trigger, event, delivery.id())).tracedBy(delivery.traceparent());
    } catch (BadField | BadTrigger | NullPointerException wrong) {
      return Future.succeededFuture(
          List.of(effect(trigger, Outcome.FAILED, null, String.valueOf(wrong.getMessage()))));
    }
    return delivery
        .start(submission, trigger, event)
        .map(
            kept ->
                List.of(
                    effect(
                        trigger,
                        Outcome.STARTED,
                        submission.id(),
                        submission.name() + ", tasks: " + submission.tasks().size())));
  }

  private Future<List<Effect>> cancelOlder(
      Trigger trigger, Optional<Trigger> of, EventFacts event) {
    if (event.branch().isEmpty() && event.number().isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    String reason = "superseded by " + event.kind().word() + " " + event.sha();
    return delivery
        .olderRuns(of, event)
        .compose(
            runs -> {
              Future<List<Effect>> effects = Future.succeededFuture(List.of());
              for (UUID run : runs) {
                effects =
                    effects.compose(
                        before ->
                            delivery
                                .cancel(run, reason)
                                .map(
                                    cancelled ->
                                        cancelled
                                            ? joined(
                                                before,
                                                List.of(
                                                    effect(
                                                        trigger, Outcome.CANCELLED, run, reason)))
                                            : before));
              }
              return effects;
            });
  }

  private Future<List<Effect>> rerun(Trigger trigger, EventFacts event) {
    Optional<String> wish = RerunWish.in(event.text());
    if (wish.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    if (!event.mayWrite() && !allowed(trigger).contains(event.sender())) {
      return Future.succeededFuture(
          List.of(
              effect(
                  trigger,
                  Outcome.IGNORED,
                  null,
                  event.sender()
                      + " asked for it (expected: somebody who may write to the repository, or who"
                      + " is named in rerun.allow)")));
    }
    var only = ReopenRun.Only.valueOf(wish.get().toUpperCase(Locale.ROOT));
    return delivery
        .latestRuns(event)
        .compose(
            runs -> {
              if (runs.isEmpty()) {
                return Future.succeededFuture(
                    List.of(
                        effect(
                            trigger,
                            Outcome.IGNORED,
                            null,
                            "no run of pull request " + event.number() + " is known here")));
              }
              Future<List<Effect>> effects = Future.succeededFuture(List.of());
              for (UUID run : runs) {
                effects =
                    effects.compose(
                        before ->
                            reopen(trigger, run, only)
                                .map(effect -> joined(before, List.of(effect))));
              }
              return effects;
            });
  }

  private Future<Effect> reopen(Trigger trigger, UUID run, ReopenRun.Only only) {
    String word = only.name().toLowerCase(Locale.ROOT);
    return delivery
        .reopen(run, only)
        .map(
            tasks ->
                tasks == 0
                    ? effect(trigger, Outcome.IGNORED, run, "nothing in this run is " + word)
                    : effect(trigger, Outcome.RERUN, run, word + ", tasks: " + tasks))
        .recover(
            failure ->
                failure instanceof ReopenRun.NotFinal
                    ? Future.succeededFuture(
                        effect(trigger, Outcome.IGNORED, run, "the run still goes on"))
                    : Future.failedFuture(failure));
  }

  private static List<String> allowed(Trigger trigger) {
    var rerun = trigger.spec().rerun();
    return rerun == null || rerun.allow() == null ? List.of() : rerun.allow();
  }

  /** A run of a commit that nobody can name in full could not be fetched by any worker. */
  static Effect noCommit(Trigger trigger, EventFacts event, Throwable why) {
    return effect(
        trigger,
        why instanceof ConfigurationError ? Outcome.IGNORED : Outcome.FAILED,
        null,
        "commit: "
            + event.sha()
            + " (expected: all of its digits, which "
            + event.provider()
            + " could not be asked for: "
            + why.getMessage()
            + ")");
  }

  private static Effect effect(
      Trigger trigger, Outcome outcome, @Nullable UUID run, String detail) {
    return new Effect(
        trigger.id(), trigger.name(), trigger.action().word(), outcome.word(), run, detail);
  }

  private static List<Effect> joined(List<Effect> first, List<Effect> second) {
    List<Effect> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
