package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.comparison.KnownTest;
import dev.verdict.reporter.domain.flaky.FlakyJudgement;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.flaky.FlakyStore.Judged;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges anew every test of a run that may fail by chance, from its latest executions. */
public final class JudgeFlaky implements DigestStep {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeFlaky.class);

  /** Enough to see one failure in a hundred, and no older than what a team remembers. */
  static final int EXECUTIONS = 200;

  private static final int AT_ONCE = 50;

  /** When more than that disagree at once, it is the machine or the network, and not each test. */
  private static final int MOST = 1_000;

  private final FlakyStore store;
  private final Clock clock;

  public JudgeFlaky(FlakyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "flaky";
  }

  @Override
  public Future<Void> digest(EndedRun run) {
    return store
        .candidates(run, MOST + 1)
        .compose(
            tests -> {
              if (tests.size() > MOST) {
                LOG.atWarn()
                    .addKeyValue("run", run.id())
                    .log("More than {} tests disagree with themselves, {} are judged", MOST, MOST);
              }
              return judge(run, tests.subList(0, Math.min(tests.size(), MOST)), 0);
            });
  }

  private Future<Void> judge(EndedRun run, List<KnownTest> tests, int from) {
    if (from >= tests.size()) {
      return Future.succeededFuture();
    }
    List<KnownTest> some = tests.subList(from, Math.min(tests.size(), from + AT_ONCE));
    List<UUID> keys = some.stream().map(KnownTest::testKey).toList();
    return store
        .executions(run.projectKey(), keys, EXECUTIONS)
        .map(
            executions ->
                some.stream()
                    .map(
                        test ->
                            new Judged(
                                test,
                                FlakyJudgement.of(
                                    executions.getOrDefault(test.testKey(), List.of()))))
                    .toList())
        .compose(judged -> store.keep(run, judged, clock.instant()))
        .compose(kept -> judge(run, tests, from + AT_ONCE));
  }
}
