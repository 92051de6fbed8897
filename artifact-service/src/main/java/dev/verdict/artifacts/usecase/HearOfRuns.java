package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.RunBook;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.AttemptRef;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the coordinator what tasks are called, which run of a CI system a run belongs to,
 * that attempts have ended (a worker that crashed never says that its log is complete), and that
 * runs have finished.
 */
public final class HearOfRuns {
  private final LogLedger ledger;
  private final RunBook runs;
  private final SealLogs sealing;
  private final Notices notices;
  private final LogRules rules;
  private final Clock clock;

  /**
   * Who is told of ends of runs.
   *
   * @param finished notes each end
   * @param wake is told when some were noted
   * @param copies notes those that have failed
   */
  public record Notices(FinishedRuns finished, Runnable wake, FailedRuns copies) {}

  /** Who wants to know of runs that have failed. */
  @FunctionalInterface
  public interface FailedRuns {
    Future<Void> failed(Collection<UUID> runs);
  }

  public HearOfRuns(
      LogLedger ledger,
      RunBook runs,
      SealLogs sealing,
      Notices notices,
      LogRules rules,
      Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.sealing = sealing;
    this.notices = notices;
    this.rules = rules;
    this.clock = clock;
  }

  public Future<Void> hear(List<RunEvent> events) {
    Map<UUID, String> names = new HashMap<>();
    Map<UUID, CiRun> ciRuns = new HashMap<>();
    List<AttemptRef> ended = new ArrayList<>();
    Set<FinishedRuns.End> over = new LinkedHashSet<>();
    Set<UUID> failed = new LinkedHashSet<>();
    for (RunEvent event : events) {
      if (event.data() instanceof EventData.TaskQueued task) {
        names.putIfAbsent(task.taskId(), task.name());
      } else if (event.data() instanceof EventData.RunQueued run) {
        ciRun(run.ci()).ifPresent(known -> ciRuns.putIfAbsent(event.runId(), known));
      } else if (event.data() instanceof EventData.TaskFinished task && task.attempt() > 0) {
        ended.add(new AttemptRef(event.runId(), task.taskId(), task.attempt()));
      } else if (event.data() instanceof EventData.RunFinished end) {
        over.add(new FinishedRuns.End(event.runId(), event.sequence()));
        if (!end.verdict().isGood()) {
          failed.add(event.runId());
        }
      }
    }
    return (names.isEmpty() ? Future.<Void>succeededFuture() : ledger.rememberNames(names))
        .compose(remembered -> runs.remember(ciRuns))
        .compose(remembered -> end(ended))
        .compose(remembered -> notices.copies().failed(failed))
        .compose(remembered -> finish(over));
  }

  /** Only with all that it takes to ask the CI system. */
  private static Optional<CiRun> ciRun(@Nullable CiContext ci) {
    return ci == null || ci.provider() == null || ci.buildId() == null
        ? Optional.empty()
        : Optional.of(new CiRun(ci.provider(), ci.repository(), ci.buildId()));
  }

  private Future<Void> finish(Set<FinishedRuns.End> over) {
    return over.isEmpty()
        ? Future.succeededFuture()
        : notices
            .finished()
            .remember(over, clock.instant())
            .onSuccess(noted -> notices.wake().run());
  }

  private Future<Void> end(List<AttemptRef> ended) {
    return ended.isEmpty()
        ? Future.succeededFuture()
        : ledger
            .ended(ended, clock.instant().plus(rules.grace()))
            .onSuccess(noted -> sealing.wakeIn(rules.grace()));
  }
}
