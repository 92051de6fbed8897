package dev.verdict.runtime.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of workers: signed with HS256, checked without asking the database while their key is
 * known.
 */
public final class WorkerTokens {
  private static final String ISSUER = "verdict";
  private static final Duration LIVES = Duration.ofMinutes(10);
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  private final KeyRing ring;
  private final InstantSource clock;

  WorkerTokens(SigningKeys keys, InstantSource clock) {
    this.ring = new KeyRing(keys, clock);
    this.clock = clock;
  }

  /** A new token; the worker gets one with each heartbeat, long before the old one ends. */
  public Future<WorkerToken> issue(UUID worker) {
    return ring.forSigning().map(signing -> sign(signing, worker));
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
    return ring.knowing(String.valueOf(decoded.getKeyId())).map(known -> check(known, decoded, at));
  }

  /** From now on a new key signs; tokens signed with the old one stay valid until they end. */
  public Future<Void> rotate() {
    return ring.rotate();
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
            .sign(KeyRing.algorithm(signing, signing.signs()));
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
      KeyRing.algorithm(known, kid).verify(token);
      boolean inTime = !at.isBefore(from.minus(LEEWAY)) && !at.isAfter(end.plus(LEEWAY));
      boolean ours = ISSUER.equals(token.getIssuer()) && "HS256".equals(token.getAlgorithm());
      return inTime && ours ? Optional.of(UUID.fromString(token.getSubject())) : Optional.empty();
    } catch (JWTVerificationException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
