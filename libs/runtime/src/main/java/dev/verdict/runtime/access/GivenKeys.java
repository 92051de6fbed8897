package dev.verdict.runtime.access;

import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that a deployment brings with it, so that a new system has a first one, and workers theirs.
 * Whoever deploys makes them; the coordinator learns their hashes. One that was revoked stays so.
 */
public record GivenKeys(Optional<Secret> admin, Optional<Secret> enroll) {
  public static final GivenKeys NONE = new GivenKeys(Optional.empty(), Optional.empty());
  private static final String FORM = "vk_ and 43 letters, digits, - or _";

  public static GivenKeys from(SettingsReader reader) {
    return new GivenKeys(key(reader, "auth.admin_key"), key(reader, "auth.enroll_key"));
  }

  private static Optional<Secret> key(SettingsReader reader, String name) {
    Optional<Secret> given = reader.secret(name).optional();
    if (given.isPresent() && !KeySecret.hasForm(given.get().reveal())) {
      reader.mistake(name, Secret.SHOWN_AS, FORM);
    }
    return given;
  }

  Future<Void> learntBy(ApiKeys keys) {
    return learn(keys, "deployment: admin", admin, Scope.OF_KEYS)
        .compose(done -> learn(keys, "deployment: enroll", enroll, Set.of(Scope.ENROLL)));
  }

  private static Future<Void> learn(
      ApiKeys keys, String name, Optional<Secret> given, Set<Scope> scopes) {
    return given
        .map(secret -> keys.insertIfNew(secret, name, scopes, "deployment"))
        .orElseGet(Future::succeededFuture);
  }
}
