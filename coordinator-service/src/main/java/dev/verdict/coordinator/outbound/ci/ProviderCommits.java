package dev.verdict.coordinator.outbound.ci;

import dev.verdict.ci.RepositoryProviders;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ShortCommits;
import io.vertx.core.Future;

/** The providers whose CI system tells commits by fewer digits than they have. */
public final class ProviderCommits {
  private final RepositoryProviders providers;

  public ProviderCommits(RepositoryProviders providers) {
    this.providers = providers;
  }

  public Future<String> of(String name, String repository, String digits) {
    try {
      CiProvider provider = providers.of(name, repository, Operation.RESOLVE_COMMIT);
      return provider instanceof ShortCommits commits
          ? commits.fullCommit(digits)
          : Future.failedFuture(
              new ConfigurationError(
                  Failure.of(
                      name,
                      Operation.RESOLVE_COMMIT,
                      "it finds no commit by its first digits",
                      "let the sender tell all digits of a commit")));
    } catch (CiProviderError refused) {
      return Future.failedFuture(refused);
    }
  }
}
