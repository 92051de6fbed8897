package dev.verdict.contract;

import java.util.List;

/** The Kafka topics. Only {@link #EVENTS} is public; the others are between our own services. */
public final class Topics {
  /** CloudEvents of runs, keyed by run id, and of workers, keyed by worker id. */
  public static final String EVENTS = "verdict.events";

  /**
   * Coordinator to worker, keyed by worker id: a worker reads the one partition that its id falls
   * in.
   */
  public static final String ASSIGNMENTS = "verdict.assignments";

  /** Worker to coordinator, keyed by run id: what became of an attempt. */
  public static final String ATTEMPTS = "verdict.attempts";

  /** Coordinator to whom it concerns, keyed by worker id: enrolled, draining, lost, gone. */
  public static final String WORKERS = "verdict.workers";

  /** Worker to artifact service, keyed by run id: output of an attempt while it is written. */
  public static final String LOGS = "verdict.logs";

  /** Artifact service to coordinator, keyed by run id: the links of a run that has finished. */
  public static final String ARTIFACTS = "verdict.artifacts";

  public static final List<String> ALL =
      List.of(EVENTS, ASSIGNMENTS, ATTEMPTS, WORKERS, LOGS, ARTIFACTS);

  /** What a message is, so that a reader can pass over what it does not know. */
  public static final String TYPE_HEADER = "verdict-type";

  /** The worker's token, on everything that a worker says. */
  public static final String TOKEN_HEADER = "verdict-token";

  /**
   * The coordinator's word that the attempt is this worker's, on everything that is kept for an
   * attempt; of messages and of HTTP requests.
   */
  public static final String PASS_HEADER = "verdict-pass";

  private Topics() {}
}
