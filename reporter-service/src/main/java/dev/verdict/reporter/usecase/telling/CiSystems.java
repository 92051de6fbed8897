package dev.verdict.reporter.usecase.telling;

import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;

/** The CI systems that we may talk to. */
public interface CiSystems {
  /**
   * @throws dev.verdict.plugin.ci.CiProviderError if nobody is set up for it
   */
  CiProvider of(Operation operation, String provider, String repository);
}
