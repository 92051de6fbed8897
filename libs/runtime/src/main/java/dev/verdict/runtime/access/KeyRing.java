package dev.verdict.runtime.access;

import com.auth0.jwt.algorithms.Algorithm;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The signing keys as one process knows them: read now and then, not for each token. */
final class KeyRing {
  // Tokens with made-up key ids must not become a query each.
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
  private static final Duration IS_FRESH = Duration.ofMinutes(5);

  private final SigningKeys keys;
  private final InstantSource clock;

  private volatile @Nullable Future<SigningKeys.Ring> ring;
  private volatile Instant readAt = Instant.MIN;

  KeyRing(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  Future<SigningKeys.Ring> forSigning() {
    return notOlderThan(IS_FRESH);
  }

  /** Asked for again when the key is not among the known ones: another process may have made it. */
  Future<SigningKeys.Ring> knowing(String kid) {
    return notOlderThan(IS_FRESH)
        .compose(
            known ->
                known.secrets().containsKey(kid)
                    ? Future.succeededFuture(known)
                    : notOlderThan(ASK_AGAIN_AFTER));
  }

  Future<Void> rotate() {
    return keys.rotate()
        .map(
            rotated -> {
              ring = Future.succeededFuture(rotated);
              readAt = clock.instant();
              return null;
            });
  }

  /** The algorithm is ours, never the one that a token names. */
  static Algorithm algorithm(SigningKeys.Ring known, String kid) {
    return Algorithm.HMAC256(Objects.requireNonNull(known.secrets().get(kid)));
  }

  private Future<SigningKeys.Ring> notOlderThan(Duration age) {
    Future<SigningKeys.Ring> known = ring;
    boolean old = readAt.isBefore(clock.instant().minus(age));
    if (known != null && !old && !known.failed()) {
      return known;
    }
    Future<SigningKeys.Ring> reading = keys.current();
    readAt = clock.instant();
    ring = reading;
    return reading;
  }
}
