package dev.verdict.reporter.usecase.digest;

import io.vertx.core.Future;

/**
 * One thing that is made of a run when it has ended. It can be asked again for the same end of the
 * same run, also while another asks, and the tables are the same as after the first time.
 */
public interface DigestStep {
  /** For logs. */
  String name();

  Future<Void> digest(EndedRun run);
}
