package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.plugin.webhook.InboundRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a delivery can do while it is held. Nothing of it is seen before the commit. */
public interface DeliveryTransaction {
  UUID id();

  String provider();

  /** As it came in, with its secrets masked. */
  InboundRequest request();

  /** Keeps the run, and that this delivery started it. */
  Future<Void> start(Submission submission, Trigger trigger, EventFacts event);

  /** A run that a later delivery of the same trigger and branch or pull request has started. */
  Future<Optional<UUID>> newerRun(Trigger trigger, EventFacts event);

  /**
   * Runs that go on, which earlier deliveries of the same branch or pull request have started.
   *
   * @param of this trigger alone, or of all
   */
  Future<List<UUID>> olderRuns(Optional<Trigger> of, EventFacts event);

  /** The latest run of each trigger for the pull request. */
  Future<List<UUID>> latestRuns(EventFacts event);

  /** False when it was ending already. */
  Future<Boolean> cancel(UUID run, String reason);

  /** How many tasks run again. */
  Future<Integer> reopen(UUID run, ReopenRun.Only only);
}
