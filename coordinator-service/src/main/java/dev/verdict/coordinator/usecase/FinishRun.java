package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.RunTotals;
import io.vertx.core.Future;
import java.time.Duration;

/** The last task is settled: the run gets its one verdict. */
public final class FinishRun {

  Future<Void> finish(RunTransaction run) {
    return run.totals()
        .compose(
            totals -> {
              Verdict verdict = verdict(run.run(), totals);
              String reason = reason(run.run(), totals);
              return run.finishRun(TaskStatus.of(verdict), verdict, reason)
                  .map(
                      times -> {
                        run.publish(
                            EventType.RUN_FINISHED,
                            run.run().id().toString(),
                            new EventData.RunFinished(
                                TaskStatus.of(verdict),
                                verdict,
                                reason,
                                totals.counts(),
                                totals.completeness(),
                                times.startedAt(),
                                times.finishedAt(),
                                Duration.between(times.createdAt(), times.finishedAt()).toNanos()
                                    / 1e9));
                        return null;
                      });
            });
  }

  /** A cancelled run is cancelled, even when everything had passed before anybody could stop it. */
  private static Verdict verdict(RunState run, RunTotals totals) {
    return switch (run.ending()) {
      case NONE -> totals.verdict();
      case CANCELLED -> Verdict.CANCELLED;
      case TIMEOUT -> Verdict.TIMEOUT;
    };
  }

  private static String reason(RunState run, RunTotals totals) {
    return run.ending() == Ending.NONE || run.reason() == null
        ? totals.reason()
        : run.reason() + "; " + totals.reason();
  }
}
