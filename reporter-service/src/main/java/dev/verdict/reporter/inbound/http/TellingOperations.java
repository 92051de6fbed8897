package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.domain.telling.ToldPlace;
import dev.verdict.reporter.usecase.telling.Tellings;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/runs/{id}/reporting}: where a run was told, and where not, and why. */
public final class TellingOperations {
  private final Tellings tellings;

  public TellingOperations(Tellings tellings) {
    this.tellings = tellings;
  }

  public void addTo(Operations operations) {
    operations.handle("getReporting", Scope.READ, this::reporting);
  }

  /**
   * The answer.
   *
   * @param reason why there are no places
   */
  private record Reporting(UUID runId, List<ToldPlace> places, @Nullable String reason) {}

  private Future<Reply> reporting(Call call) {
    UUID run = call.id("id", "run");
    return tellings
        .ofRun(run)
        .compose(
            found -> {
              List<ToldPlace> places = found.orElseThrow(() -> Fail.notFound("run", run));
              return places.isEmpty()
                  ? tellings
                      .whyNowhere(run)
                      .map(why -> new Reporting(run, places, why.orElse(NOT_HERE)))
                  : Future.succeededFuture(new Reporting(run, places, null));
            })
        .map(reporting -> Reply.json(200, reporting));
  }

  private static final String NOT_HERE =
      "nothing is to be told yet, or a newer run speaks in its places";
}
