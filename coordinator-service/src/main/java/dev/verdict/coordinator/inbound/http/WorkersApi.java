package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.coordinator.usecase.KeepInTouch;
import dev.verdict.coordinator.usecase.Roster;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.access.WorkerToken;
import dev.verdict.runtime.access.WorkerTokens;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** {@code /api/v1/workers}. */
public final class WorkersApi {
  private final Roster roster;
  private final KeepInTouch keepInTouch;
  private final Archive archive;
  private final WorkerTokens tokens;
  private final Duration lease;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * @param changed is told when there may be room for more, or something was set free
   */
  public WorkersApi(
      Roster roster,
      KeepInTouch keepInTouch,
      Archive archive,
      WorkerTokens tokens,
      Duration lease,
      InstantSource clock,
      Runnable changed) {
    this.roster = roster;
    this.keepInTouch = keepInTouch;
    this.archive = archive;
    this.tokens = tokens;
    this.lease = lease;
    this.clock = clock;
    this.changed = changed;
  }

  public void register(Operations operations) {
    operations
        .handle("enrolWorker", Scope.ENROLL, Enrolment.class, (call, enrolment) -> enrol(enrolment))
        .handle("listWorkers", Scope.READ, this::list)
        .handle("getWorker", Scope.READ, this::get)
        .handle("heartbeat", Scope.WORKER, Heartbeat.class, this::heartbeat)
        .handle("leave", Scope.WORKER, this::leave)
        .handle("drainWorker", Scope.ADMIN, this::drain)
        .handle("removeWorker", Scope.ADMIN, this::remove);
  }

  private Future<Reply> enrol(Enrolment enrolment) {
    return roster
        .enrol(enrolment)
        .compose(
            id ->
                tokens
                    .issue(id)
                    .map(
                        token -> {
                          changed.run();
                          var enrolled =
                              new Enrolled(
                                  id,
                                  token.token().reveal(),
                                  seconds(token),
                                  (int) lease.toSeconds(),
                                  lease.toMillis() / 3000.0);
                          return Reply.created("/api/v1/workers/" + id, enrolled);
                        }));
  }

  private Future<Reply> heartbeat(Call call, Heartbeat heartbeat) {
    UUID id = itself(call);
    return keepInTouch
        .heartbeat(id, heartbeat)
        .compose(
            answer -> {
              if (answer.isEmpty()) {
                return notOneOfOurs(id);
              }
              changed.run();
              return tokens
                  .issue(id)
                  .map(
                      token ->
                          Reply.json(
                              200,
                              new HeartbeatReply(
                                  token.token().reveal(),
                                  seconds(token),
                                  answer.get().stop(),
                                  answer.get().missed(),
                                  answer.get().drain())));
            });
  }

  /** Two processes of one name would take turns in replacing each other, and never end anything. */
  private Future<Reply> notOneOfOurs(UUID id) {
    return roster
        .isReplaced(id)
        .compose(
            replaced ->
                Future.failedFuture(
                    replaced
                        ? Fail.conflict(
                            "worker: another process enrolled under the same name (expected: a name"
                                + " of its own for each)")
                        : Fail.gone(
                            "worker",
                            id,
                            "it was silent for too long or struck off: enrol again")));
  }

  private Future<Reply> leave(Call call) {
    return strike(itself(call), "it left");
  }

  private Future<Reply> remove(Call call) {
    return strike(call.id("id", "worker"), "struck off by " + call.identity().name());
  }

  private Future<Reply> strike(UUID id, String reason) {
    return roster
        .leave(id, reason)
        .map(
            gone -> {
              changed.run();
              return Reply.empty(204);
            });
  }

  private Future<Reply> drain(Call call) {
    UUID id = call.id("id", "worker");
    return roster
        .drain(id)
        .compose(
            drains ->
                archive
                    .worker(id)
                    .map(
                        worker ->
                            Reply.json(
                                202, worker.orElseThrow(() -> Fail.notFound("worker", id)))));
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    return archive
        .workers(call.query("status").orElse(null), Cursors.id(call), limit)
        .map(
            workers ->
                Reply.json(200, Cursors.page(workers, limit, worker -> worker.id().toString())));
  }

  private Future<Reply> get(Call call) {
    UUID id = call.id("id", "worker");
    return archive
        .worker(id)
        .map(worker -> Reply.json(200, worker.orElseThrow(() -> Fail.notFound("worker", id))));
  }

  /** A worker speaks for itself only. */
  private static UUID itself(Call call) {
    UUID id = call.id("id", "worker");
    if (call.identity() instanceof Identity.Worker worker && worker.id().equals(id)) {
      return id;
    }
    throw Fail.forbidden("worker: " + id + " (expected: the worker that the token was made for)");
  }

  private int seconds(WorkerToken token) {
    return (int) Duration.between(clock.instant(), token.expiresAt()).toSeconds();
  }
}
