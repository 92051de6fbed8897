package dev.verdict.ci;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import io.vertx.core.Future;

/** Stands where nobody said which host the repository has: each operation says so. */
record UnsetRepositoryHost(String name) implements CiProvider {
  @Override
  public Capabilities capabilities() {
    Capabilities none = Capabilities.all();
    for (Capability each : Capability.values()) {
      none =
          none.absent(
              each,
              "its CI system leaves this to the host of the repository, and none is set",
              "set providers.%s.scm_provider (such as github), scm_repository and scm_token"
                  .formatted(name));
    }
    return none;
  }

  @Override
  public Future<Void> initialize() {
    return Future.succeededFuture();
  }
}
