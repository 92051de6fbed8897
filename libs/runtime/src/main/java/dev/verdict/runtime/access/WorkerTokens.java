package dev.verdict.runtime.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of workers: signed with HS256, checked without asking the database while their key is
 * known.
 */
public final class WorkerTokens {
  private static final String ISSUER = "verdict";
  private static final Duration LIVES = Duration.ofMinutes(10);
  private static final Duration LEEWAY = Duration.ofSeconds(5);
  // Tokens with made-up key ids must not become a query each.
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
  private static final Duration RING_IS_FRESH = Duration.ofMinutes(5);

  private final SigningKeys keys;
  private final InstantSource clock;

  private volatile @Nullable Future<SigningKeys.Ring> ring;
  private volatile Instant readAt = Instant.MIN;

  WorkerTokens(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A new token; the worker gets one with each heartbeat, long before the old one ends. */
  public Future<WorkerToken> issue(UUID worker) {
    return ring(RING_IS_FRESH).map(signing -> sign(signing, worker));
  }

  /** The worker whose token this is and is valid now. */
  public Future<Optional<UUID>> verify(String token) {
    return verify(token, clock.instant());
  }

  /**
   * The worker whose token was valid at that time. For messages that waited in a queue: what was
   * sent in time stays true however late it is read.
   */
  public Future<Optional<UUID>> verify(String token, Instant at) {
    DecodedJWT decoded;
    try {
      decoded = JWT.decode(token);
    } catch (JWTVerificationException e) {
      return Future.succeededFuture(Optional.empty());
    }
    return ring(RING_IS_FRESH)
        .compose(
            known ->
                known.secrets().containsKey(String.valueOf(decoded.getKeyId()))
                    ? Future.succeededFuture(known)
                    : ring(ASK_AGAIN_AFTER))
        .map(known -> check(known, decoded, at));
  }

  /** From now on a new key signs; tokens signed with the old one stay valid until they end. */
  public Future<Void> rotate() {
    return keys.rotate()
        .map(
            rotated -> {
              ring = Future.succeededFuture(rotated);
              readAt = clock.instant();
              return null;
            });
  }

  private WorkerToken sign(SigningKeys.Ring signing, UUID worker) {
    Instant now = clock.instant();
    Instant end = now.plus(LIVES);
    String token =
        JWT.create()
            .withIssuer(ISSUER)
            .withSubject(worker.toString())
            .withKeyId(signing.signs())
            .withIssuedAt(now)
            .withExpiresAt(end)
            .sign(algorithm(signing, signing.signs()));
    return new WorkerToken(new Secret(token), end);
  }

  private static Optional<UUID> check(SigningKeys.Ring known, DecodedJWT token, Instant at) {
    String kid = String.valueOf(token.getKeyId());
    Instant from = token.getIssuedAtAsInstant();
    Instant end = token.getExpiresAtAsInstant();
    if (!known.secrets().containsKey(kid) || from == null || end == null) {
      return Optional.empty();
    }
    try {
      // The algorithm is ours, never the one that the token names.
      algorithm(known, kid).verify(token);
      boolean inTime = !at.isBefore(from.minus(LEEWAY)) && !at.isAfter(end.plus(LEEWAY));
      boolean ours = ISSUER.equals(token.getIssuer()) && "HS256".equals(token.getAlgorithm());
      return inTime && ours ? Optional.of(UUID.fromString(token.getSubject())) : Optional.empty();
    } catch (JWTVerificationException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static Algorithm algorithm(SigningKeys.Ring known, String kid) {
    return Algorithm.HMAC256(java.util.Objects.requireNonNull(known.secrets().get(kid)));
  }

  /** The keys, read again if they are older than that. */
  private Future<SigningKeys.Ring> ring(Duration notOlderThan) {
    Future<SigningKeys.Ring> known = ring;
    boolean old = readAt.isBefore(clock.instant().minus(notOlderThan));
    if (known != null && !old && !known.failed()) {
      return known;
    }
    Future<SigningKeys.Ring> reading = keys.current();
    readAt = clock.instant();
    ring = reading;
    return reading;
  }
}
