package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.FollowedPlan;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.plugin.webhook.InboundRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a delivery can do while it is held. Nothing of it is seen before the commit. */
public interface DeliveryTransaction {
  UUID id();

  String provider();

  /** The trace that it came in with. */
  Optional<String> traceparent();

  /** As it came in, with its secrets masked. */
  InboundRequest request();

  /** One that said the same in the same bytes under another id of the sender. */
  Optional<UUID> sameAs();

  /** What came in of the same kind and repository since that was said last, the newest first. */
  Future<List<InboundRequest>> since(UUID same);

  /**
   * Keeps what it means.
   *
   * @return another that means the same and had its effect, where one of the two was asked for
   */
  Future<Optional<UUID>> means(byte[] meaning);

  /**
   * Keeps what it tells, where the same may be told in other words.
   *
   * @return by their keys those that another has told, where one of the two was made up
   */
  Future<Map<String, UUID>> tell(List<Told> told);

  /** Keeps the run, and that this delivery started it. */
  Future<Void> start(Submission submission, Trigger trigger, EventFacts event);

  /** Keeps the run that stands for one of a CI system, and that this delivery told of it. */
  Future<Void> follow(
      Submission submission,
      FollowedPlan plan,
      Trigger trigger,
      EventFacts event,
      EventFacts.CiRun run);

  /** The run that stands for it by now. */
  Future<Optional<Followed>> followed(Trigger trigger, EventFacts event, EventFacts.CiRun run);

  /**
   * What is heard of it now; it is looked at when this is committed. Fails where another end of it
   * became known since it was asked for.
   */
  Future<Void> heard(Followed followed, EventFacts.CiRun run);

  /**
   * A run that stands for one of a CI system.
   *
   * @param ended somebody has told so
   * @param isFinal ours has its verdict
   */
  record Followed(
      UUID runId, UUID taskId, boolean ended, @Nullable Instant endedAt, boolean isFinal) {}

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
