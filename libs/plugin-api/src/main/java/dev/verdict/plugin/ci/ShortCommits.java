package dev.verdict.plugin.ci;

import io.vertx.core.Future;

/**
 * What a {@link CiProvider} is besides, whose CI system tells commits by fewer digits than they
 * have in some of its webhooks.
 */
public interface ShortCommits {
  /**
   * All digits of the commit that begins with these.
   *
   * @param digits the first of them
   */
  Future<String> fullCommit(String digits);
}
