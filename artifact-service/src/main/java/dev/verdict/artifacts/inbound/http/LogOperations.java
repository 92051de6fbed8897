package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.usecase.FollowLog;
import dev.verdict.artifacts.usecase.FollowedLog;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** The output of attempts over HTTP, also while it is written. */
final class LogOperations {
  private static final String STATUS = "Verdict-Log-Status";

  private final FollowLog logs;

  LogOperations(FollowLog logs) {
    this.logs = logs;
  }

  void register(Operations operations) {
    operations.handle("getLog", Scope.READ, this::get);
  }

  private Future<Reply> get(Call call) {
    UUID task = call.id("task_id", "task");
    LogKey key = new LogKey(task, Integer.parseInt(call.path("attempt")));
    long offset = call.query("offset").map(Long::parseLong).orElse(0L);
    return logs.open(key, offset, call.flag("follow", false))
        .map(found -> reply(call, found.orElseThrow(() -> Fail.notFound("log of attempt", key))))
        .recover(failure -> Future.failedFuture(Failures.told(failure)));
  }

  private static Reply reply(Call call, FollowedLog log) {
    boolean finished = log.isFinished();
    call.context().response().putHeader("Trailer", STATUS);
    SourceStream body = SourceStream.of(call.context(), log);
    body.beforeEnd(
        () -> call.context().response().putTrailer(STATUS, log.isFinished() ? "sealed" : "open"));
    return Reply.stream(200, "text/plain; charset=utf-8", body)
        .header(STATUS, finished ? "sealed" : "open")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", "sandbox")
        .header("X-Content-Type-Options", "nosniff");
  }
}
