package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Authenticator;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Knows four credentials; "broken" cannot be checked. */
final class FakeAuthenticator implements Authenticator {
  static final UUID WORKER = UUID.fromString("0190b0a0-0000-7000-8000-000000000001");

  private static final Map<String, Identity> KNOWN =
      Map.of(
          "reader", new Identity.Key(UUID.randomUUID(), "reader", Set.of(Scope.READ)),
          "submitter", new Identity.Key(UUID.randomUUID(), "submitter", Set.of(Scope.SUBMIT)),
          "admin", new Identity.Key(UUID.randomUUID(), "admin", Set.of(Scope.ADMIN)),
          "worker", new Identity.Worker(WORKER));

  @Override
  public Future<Optional<Identity>> identify(String credential) {
    return credential.equals("broken")
        ? Future.failedFuture("the database sleeps")
        : Future.succeededFuture(Optional.ofNullable(KNOWN.get(credential)));
  }
}
