package dev.verdict.runtime.access;

import io.vertx.core.Future;
import java.util.Optional;

/** Tells whose credential this is. */
public interface Authenticator {
  /** Nothing if it is nobody's, or expired, or revoked; a failure if that cannot be told now. */
  Future<Optional<Identity>> identify(String credential);
}
