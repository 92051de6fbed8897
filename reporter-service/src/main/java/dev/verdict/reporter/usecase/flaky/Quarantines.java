package dev.verdict.reporter.usecase.flaky;

import dev.verdict.contract.Ids;
import dev.verdict.reporter.domain.Metric;
import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.usecase.flaky.QuarantineStore.Place;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a test aside for a while, by somebody and until a day, and takes it back. */
public final class Quarantines {
  private final QuarantineStore store;
  private final Clock clock;

  public Quarantines(QuarantineStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What somebody wants put aside. */
  public record Wish(
      @Nullable String project,
      String testId,
      String owner,
      @Nullable String ticket,
      @Nullable String reason,
      Instant expiresAt) {}

  /** What somebody wants changed; what is absent stays. */
  public record Change(
      @Nullable String owner,
      @Nullable String ticket,
      @Nullable String reason,
      @Nullable Instant expiresAt) {}

  /** What came of it. */
  public sealed interface Outcome {
    record Done(Quarantine quarantine) implements Outcome {}

    /** The test has an open one already. */
    record OpenAlready() implements Outcome {}

    /** The same caller has sent something else under the same key. */
    record KeyIsTaken() implements Outcome {}

    record Unknown() implements Outcome {}

    /** It has ended: whoever wants the test put aside again makes a new one. */
    record Ended() implements Outcome {}

    record ExpiresInThePast() implements Outcome {}
  }

  /**
   * @param onceAs caller and Idempotency-Key; the same never puts aside twice
   */
  public Future<Outcome> add(Wish wish, String by, Optional<String> onceAs) {
    Instant now = now();
    if (!wish.expiresAt().isAfter(now)) {
      return Future.succeededFuture(new Outcome.ExpiresInThePast());
    }
    Quarantine fresh = quarantine(wish, by, now, onceAs.map(Metric::idOf).orElseGet(Ids::next));
    return store
        .add(fresh)
        .compose(
            added ->
                added
                    ? Future.succeededFuture(new Outcome.Done(fresh))
                    : store.find(fresh.id()).map(found -> before(found, wish)));
  }

  private static Quarantine quarantine(Wish wish, String by, Instant now, UUID id) {
    return new Quarantine(
        id,
        wish.project(),
        wish.testId(),
        wish.owner(),
        wish.ticket(),
        wish.reason(),
        wish.expiresAt().truncatedTo(ChronoUnit.MICROS),
        now,
        by,
        now,
        by,
        null,
        null,
        null,
        0,
        0,
        null,
        null);
  }

  private static Outcome before(Optional<Quarantine> found, Wish wish) {
    if (found.isEmpty()) {
      return new Outcome.OpenAlready();
    }
    Quarantine kept = found.get();
    boolean same =
        kept.testId().equals(wish.testId())
            && Objects.equals(kept.project(), wish.project())
            && kept.owner().equals(wish.owner());
    return same ? new Outcome.Done(kept) : new Outcome.KeyIsTaken();
  }

  public Future<Optional<Quarantine>> find(UUID id) {
    return store.find(id);
  }

  public Future<List<Quarantine>> list(
      @Nullable String project,
      @Nullable String testId,
      boolean openOnly,
      @Nullable Place after,
      int limit) {
    return store.list(project, testId, openOnly, now(), after, limit);
  }

  public Future<Outcome> change(UUID id, Change change, String by) {
    Instant now = now();
    if (change.expiresAt() != null && !change.expiresAt().isAfter(now)) {
      return Future.succeededFuture(new Outcome.ExpiresInThePast());
    }
    return store
        .find(id)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(new Outcome.Unknown());
              }
              Quarantine changed = changed(found.get(), change, by, now);
              return store
                  .change(changed)
                  .map(done -> done ? new Outcome.Done(changed) : new Outcome.Ended());
            });
  }

  private static Quarantine changed(Quarantine is, Change change, String by, Instant now) {
    return new Quarantine(
        is.id(),
        is.project(),
        is.testId(),
        Objects.requireNonNullElse(change.owner(), is.owner()),
        change.ticket() == null ? is.ticket() : change.ticket(),
        change.reason() == null ? is.reason() : change.reason(),
        Objects.requireNonNullElse(change.expiresAt(), is.expiresAt()),
        is.createdAt(),
        is.createdBy(),
        now,
        by,
        is.endedAt(),
        is.endedBy(),
        is.endedWhy(),
        is.passes(),
        is.failures(),
        is.brokenSince(),
        is.lastRun());
  }

  /** Ending one that has ended changes nothing: who ended it first stays written. */
  public Future<Outcome> end(UUID id, String by) {
    return store
        .end(id, now(), by, "taken back")
        .compose(
            done ->
                store
                    .find(id)
                    .map(
                        found ->
                            found.<Outcome>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new)));
  }

  public Quarantine.State state(Quarantine quarantine) {
    return quarantine.state(now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
