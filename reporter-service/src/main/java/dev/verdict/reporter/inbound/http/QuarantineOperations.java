package dev.verdict.reporter.inbound.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.contract.api.Page;
import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.usecase.flaky.QuarantineStore.Place;
import dev.verdict.reporter.usecase.flaky.Quarantines;
import dev.verdict.reporter.usecase.flaky.Quarantines.Change;
import dev.verdict.reporter.usecase.flaky.Quarantines.Outcome;
import dev.verdict.reporter.usecase.flaky.Quarantines.Wish;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code /api/v1/flaky/quarantine}: tests that are put aside for a while. */
public final class QuarantineOperations {
  private static final String WHAT = "quarantine";

  private final Quarantines quarantines;

  public QuarantineOperations(Quarantines quarantines) {
    this.quarantines = quarantines;
  }

  /** With where it stands now. */
  private record View(@JsonUnwrapped Quarantine quarantine, Quarantine.State state) {}

  public void addTo(Operations operations) {
    operations
        .handle("listQuarantine", Scope.READ, this::list)
        .handle("getQuarantine", Scope.READ, this::get)
        .handle("addQuarantine", Scope.SUBMIT, Wish.class, this::add)
        .handle("changeQuarantine", Scope.SUBMIT, Change.class, this::change)
        .handle("endQuarantine", Scope.SUBMIT, this::end);
  }

  private Future<Reply> list(Call call) {
    int limit = Queries.limit(call);
    var place = Cursors.timePlace(call.query("cursor"));
    return quarantines
        .list(
            Queries.text(call, "project"),
            Queries.text(call, "test_id"),
            call.flag("open", true),
            place == null ? null : new Place(place.time(), place.id()),
            limit + 1)
        .map(
            found -> {
              Page<View> page =
                  Queries.page(
                      found.stream().map(this::view).toList(),
                      limit,
                      view ->
                          Cursors.of(
                              new dev.verdict.reporter.usecase.History.TimePlace(
                                  view.quarantine().createdAt(), view.quarantine().id())));
              return Reply.json(200, page);
            });
  }

  private Future<Reply> get(Call call) {
    UUID id = call.id("id", WHAT);
    return quarantines
        .find(id)
        .map(found -> Reply.json(200, view(found.orElseThrow(() -> Fail.notFound(WHAT, id)))));
  }

  private Future<Reply> add(Call call, Wish wish) {
    var onceAs = call.idempotencyKey().map(key -> call.identity().unique() + "/" + key);
    return quarantines
        .add(wish, call.identity().name(), onceAs)
        .map(
            outcome -> {
              Quarantine made = done(outcome, wish.testId(), wish.expiresAt());
              return Reply.created("/api/v1/flaky/quarantine/" + made.id(), view(made));
            });
  }

  private Future<Reply> change(Call call, Change change) {
    UUID id = call.id("id", WHAT);
    return quarantines
        .change(id, change, call.identity().name())
        .map(
            outcome ->
                Reply.json(200, view(done(outcome, id, String.valueOf(change.expiresAt())))));
  }

  private Future<Reply> end(Call call) {
    UUID id = call.id("id", WHAT);
    return quarantines
        .end(id, call.identity().name())
        .map(outcome -> Reply.json(200, view(done(outcome, id, ""))));
  }

  private View view(Quarantine quarantine) {
    return new View(quarantine, quarantines.state(quarantine));
  }

  private static Quarantine done(Outcome outcome, Object what, Object expiresAt) {
    return switch (outcome) {
      case Outcome.Done done -> done.quarantine();
      case Outcome.Unknown unknown -> throw Fail.notFound(WHAT, what);
      case Outcome.OpenAlready open ->
          throw Fail.conflict(
              "quarantine of "
                  + what
                  + ": open already (expected: a test that has none; change it)");
      case Outcome.Ended ended ->
          throw Fail.conflict("quarantine " + what + ": ended (expected: one that is open)");
      case Outcome.KeyIsTaken taken ->
          throw Fail.unprocessable(
              "Idempotency-Key: used before with another body (expected: a new key)");
      case Outcome.ExpiresInThePast past ->
          throw Fail.badField("body.expires_at", expiresAt, "a time to come");
    };
  }
}
