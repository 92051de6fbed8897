package dev.verdict.runtime.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.verdict.contract.message.AttemptRef;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * A pass says that a coordinator gave an attempt to a worker. Whoever takes in evidence of an
 * attempt asks for it, beside the worker's own token: without it any worker could write into any
 * run.
 *
 * <p>A pass is no credential: it lies in orders that all workers can read. So it needs no short
 * life, and it is signed with keys of its own, which verify for longer than any attempt may last.
 */
public final class AttemptPasses {
  private static final String ISSUER = "verdict-attempts";
  private static final String RUN = "run";
  private static final String TASK = "task";
  private static final String ATTEMPT = "attempt";

  private final KeyRing ring;
  private final InstantSource clock;

  AttemptPasses(SigningKeys keys, InstantSource clock) {
    this.ring = new KeyRing(keys, clock);
    this.clock = clock;
  }

  /** Signs without waiting, as many as it likes. */
  @FunctionalInterface
  public interface Signer {
    String sign(UUID worker, AttemptRef attempt);
  }

  public Future<Signer> signer() {
    return ring.forSigning()
        .map(
            known -> {
              var algorithm = KeyRing.algorithm(known, known.signs());
              return (worker, attempt) ->
                  JWT.create()
                      .withIssuer(ISSUER)
                      .withKeyId(known.signs())
                      .withSubject(worker.toString())
                      .withClaim(RUN, attempt.runId().toString())
                      .withClaim(TASK, attempt.taskId().toString())
                      .withClaim(ATTEMPT, attempt.attempt())
                      .withIssuedAt(clock.instant())
                      .sign(algorithm);
            });
  }

  /** Whether this worker was given this attempt. */
  public Future<Boolean> isGiven(String pass, UUID worker, AttemptRef attempt) {
    DecodedJWT decoded;
    try {
      decoded = JWT.decode(pass);
    } catch (JWTVerificationException e) {
      return Future.succeededFuture(false);
    }
    String kid = String.valueOf(decoded.getKeyId());
    return ring.knowing(kid)
        .map(
            known ->
                known.secrets().containsKey(kid)
                    && isSigned(known, kid, decoded)
                    && isRecent(decoded)
                    && worker.toString().equals(decoded.getSubject())
                    && attempt.runId().toString().equals(decoded.getClaim(RUN).asString())
                    && attempt.taskId().toString().equals(decoded.getClaim(TASK).asString())
                    && Integer.valueOf(attempt.attempt())
                        .equals(decoded.getClaim(ATTEMPT).asInt()));
  }

  private boolean isRecent(DecodedJWT pass) {
    Instant from = pass.getIssuedAtAsInstant();
    return from != null
        && clock.instant().isBefore(from.plus(SigningKeys.Purpose.ATTEMPT.stillVerifies()));
  }

  private static boolean isSigned(SigningKeys.Ring known, String kid, DecodedJWT pass) {
    try {
      KeyRing.algorithm(known, kid).verify(pass);
      return ISSUER.equals(pass.getIssuer()) && "HS256".equals(pass.getAlgorithm());
    } catch (JWTVerificationException e) {
      return false;
    }
  }
}
