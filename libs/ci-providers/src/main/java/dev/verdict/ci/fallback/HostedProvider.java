package dev.verdict.ci.fallback;

import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import io.vertx.core.Future;

/**
 * A CI system that knows no commits and no pull requests: marks and comments are the business of
 * the host of the repository.
 */
public abstract class HostedProvider implements CiProvider {
  private final RepositoryHost repositoryHost;

  protected HostedProvider(RepositoryHost repositoryHost) {
    this.repositoryHost = repositoryHost;
  }

  /** For what a CI system does by marks on a commit. */
  protected final RepositoryHost repositoryHost() {
    return repositoryHost;
  }

  @Override
  public final Future<Void> setBuildStatus(BuildStatus status) {
    return repositoryHost.setBuildStatus(status);
  }

  @Override
  public final Future<PostedComment> addPrComment(PrComment comment) {
    return repositoryHost.addPrComment(comment);
  }

  @Override
  public final int longestComment() {
    return repositoryHost.host().longestComment();
  }

  @Override
  public final Future<Void> close() {
    return repositoryHost.close();
  }
}
