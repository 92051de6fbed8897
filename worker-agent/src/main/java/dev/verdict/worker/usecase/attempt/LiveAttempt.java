package dev.verdict.worker.usecase.attempt;

import static java.util.Objects.requireNonNull;

import dev.verdict.bundles.TreeRemoval;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptNews.Finished;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.runners.process.CleanEnvironment;
import dev.verdict.runners.process.ProcessTree;
import dev.verdict.worker.domain.SecretMask;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory, the process and the log of one attempt; closing it leaves nothing behind. */
final class LiveAttempt implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);

  private static final Duration GRACE_WHEN_LEAVING = Duration.ofSeconds(2);

  private final AttemptTools tools;
  private final Session session;
  private final Held held;
  private final TellNews teller;
  private final Clock clock;
  private final Optional<String> traceparent;
  private final Path top;
  private @Nullable AttemptDirectory directory;
  private @Nullable PlannedExecution execution;
  private @Nullable ReadReports reports;
  private @Nullable AttemptLog log;

  private Launcher.@Nullable Running running;
  private SecretMask secrets = new SecretMask(java.util.List.of());
  private Instant startedAt = Instant.EPOCH;

  /**
   * @param traceparent what the tests are told of the trace that they belong to
   */
  LiveAttempt(
      AttemptTools tools,
      Session session,
      Held held,
      TellNews teller,
      Clock clock,
      Optional<String> traceparent) {
    this.traceparent = traceparent;
    this.tools = tools;
    this.session = session;
    this.held = held;
    this.teller = teller;
    this.clock = clock;
    this.top = tools.attempts().resolve(held.ref().taskId() + "-" + held.ref().attempt());
  }

  /** Everything up to the moment before the process starts. */
  void prepare() throws NotStarted, InterruptedException, IOException {
    held.preparing();
    Assignment assignment = held.assignment();
    AttemptDirectory place = AttemptDirectory.create(top);
    directory = place;
    PlacedSource placed =
        new PlaceSource(tools.sources(), tools.shared()).place(assignment, place.source());
    Map<String, String> environment = environment(assignment, place);
    secrets = tools.secrets().in(environment, session.token());
    PlannedExecution plan =
        new PlanExecution(tools.runners()).plan(assignment, placed, environment, place.scratch());
    execution = plan;
    reports = ReadReports.before(plan, secrets);
  }

  void start() throws NotStarted, IOException {
    PlannedExecution plan = requireNonNull(execution);
    AttemptDirectory place = requireNonNull(directory);
    LogSpool spool = LogSpool.open(place.logFile(), tools.limits().log());
    AttemptLog newLog = new AttemptLog(spool, secrets, teller, held, session, tools.limits().log());
    log = newLog;

    try {
      running = tools.launcher().start(plan.runner(), plan.task(), newLog);
    } catch (IOException | IllegalArgumentException e) {
      throw new NotStarted(LostReason.RUNNER_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    startedAt = clock.instant();
    Launcher.Running process = running;
    held.running(() -> process.kill(grace()));
    teller.started(startedAt);
  }

  /** Waits for the process and tells what came of it, except the last word. */
  Finished toItsEnd() throws IOException, InterruptedException, LeaseLost {
    Duration timeout = Duration.ofSeconds(held.assignment().timeoutSeconds());
    Launcher.Ended ended = requireNonNull(running).await(timeout, tools.limits().grace());
    held.ended();
    if (held.isForgotten() || session.leaseIsOver()) {
      throw new LeaseLost("the lease is over");
    }

    AttemptLog endedLog = requireNonNull(log);
    endedLog.end();
    return new AttemptResults(
            tools,
            session,
            held,
            teller,
            requireNonNull(directory),
            requireNonNull(execution),
            requireNonNull(reports),
            secrets)
        .tell(ended, endedLog, startedAt, clock);
  }

  /** Who gives back has its own end before it, and somebody waits for that. */
  private Duration grace() {
    Duration usual = tools.limits().grace();
    boolean leaving = held.stopped() instanceof Stop.GivenBack;
    return leaving && usual.compareTo(GRACE_WHEN_LEAVING) > 0 ? GRACE_WHEN_LEAVING : usual;
  }

  private Map<String, String> environment(Assignment assignment, AttemptDirectory place) {
    TaskConfig config = assignment.config();
    Map<String, String> given = new LinkedHashMap<>(tools.marks());
    if (config.environment() != null) {
      given.putAll(config.environment());
    }
    given.put("VERDICT_RUN_ID", held.ref().runId().toString());
    given.put("VERDICT_TASK_ID", held.ref().taskId().toString());
    // By these two our processes are known.
    given.put(ProcessTree.MARK, held.ref().toString());
    given.put(ProcessTree.DIRECTORY, top.toString());
    traceparent
        .or(() -> Optional.ofNullable(assignment.traceparent()))
        .ifPresent(trace -> given.putIfAbsent("TRACEPARENT", trace));
    return CleanEnvironment.of(tools.environment(), place.temporary(), given);
  }

  @Override
  public void close() {
    held.ended();
    if (running != null) {
      running.close();
    }
    try {

      if (log != null) {
        log.close();
      }
      TreeRemoval.remove(top);
    } catch (IOException e) {
      LOG.warn("the directory of {} could not be removed: {}", held.ref(), e.toString());
    }
  }
}
