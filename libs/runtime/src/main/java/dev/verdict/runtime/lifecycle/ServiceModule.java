package dev.verdict.runtime.lifecycle;

import dev.verdict.runtime.http.HealthChecks;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;

/**
 * One service inside a process, alone or beside others on the same Vert.x and the same HTTP server.
 */
public interface ServiceModule {
  /** As on the command line: coordinator, worker, reporter, artifacts. */
  String name();

  /**
   * Completes when the service can answer. It must not wait for another service: in one process the
   * HTTP server opens after all modules have started. A module whose start failed has released what
   * it held.
   */
  Future<Router> start();

  /**
   * Brings this service's part of the database to what this release needs, and nothing else. {@link
   * #start()} does it too, so nobody has to.
   */
  default Future<Void> migrate() {
    return Future.succeededFuture();
  }

  /** Gives back everything. Also called when {@link #start()} never was, and perhaps twice. */
  Future<Void> stop();

  /** What has to work for this service to work. Asked for after {@link #start()}. */
  default HealthChecks health() {
    return new HealthChecks();
  }
}
