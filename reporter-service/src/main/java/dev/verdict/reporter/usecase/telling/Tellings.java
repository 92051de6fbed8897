package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.domain.telling.ToldPlace;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, kept so that nothing of it is lost or said twice.
 *
 * <pre>
 *  wanted ──due──▶ claimed ──told──▶ quiet ──something newer──▶ wanted
 *    ▲               │ │ └─refused──▶ refused ──an end, or a start of ours──▶ wanted
 *    └────failed─────┘ └──the claim ran out──▶ wanted
 * </pre>
 */
public interface Tellings {
  /** The providers that something is due for and that we talk to for the time of a lease. */
  Future<List<String>> holdLanes(Duration lease);

  /** What is due at a provider, the ends of runs first. */
  Future<List<Telling>> claim(String provider, int most, Duration lease);

  /** We are still at it. */
  Future<Void> keep(Collection<Telling> claimed, Duration lease);

  /** We have nothing more for it; others wait for this long. */
  Future<Void> giveLane(String provider, Duration pause);

  /** The place is there. False when the claim is no longer ours. */
  Future<Boolean> made(Telling telling, String remoteId, @Nullable URI url);

  /** So many results are about to be noted. False when the claim is no longer ours. */
  Future<Boolean> noting(Telling telling, int noted);

  /**
   * It was said, or stands there already.
   *
   * @param anew false when it stood there already
   * @param pause before what has come meanwhile, unless it is an end
   */
  Future<Boolean> told(
      Telling telling,
      @Nullable Said said,
      boolean anew,
      @Nullable String remoteId,
      @Nullable URI url,
      Duration pause);

  Future<Boolean> failed(Telling telling, String error, Duration again);

  Future<Boolean> refused(Telling telling, String error);

  /** Something was said without a claim: the newest is said once more. */
  Future<Void> tellAgain(Telling telling);

  /** What waits for its next try there need not wait. */
  Future<Void> providerIsBack(String provider);

  Future<Void> tryRefusedAgain();

  /** Empty for a run that is unknown. */
  Future<Optional<List<ToldPlace>>> ofRun(UUID run);

  /** Why a run is told nowhere, or empty. */
  Future<Optional<String>> whyNowhere(UUID run);

  /** How much waits. */
  record Waiting(int waiting, int failing, Duration oldest) {}

  Future<Waiting> waiting();
}
