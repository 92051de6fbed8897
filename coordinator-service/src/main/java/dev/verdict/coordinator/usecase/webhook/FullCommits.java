package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;

/** All digits of commits that a CI system tells by fewer. */
@FunctionalInterface
public interface FullCommits {
  FullCommits NOBODY =
      (provider, repository, digits) ->
          Future.failedFuture(
              new ConfigurationError(
                  Failure.of(
                      provider,
                      Operation.RESOLVE_COMMIT,
                      "nobody can be asked for commits",
                      "let the sender tell all digits")));

  /** Fails where nobody can be asked, with what to do, or where there is no such commit. */
  Future<String> of(String provider, String repository, String digits);
}
