package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.CiProvider;

/** The CI systems that we may ask. */
public interface CiSystems {
  /**
   * Who answers for the run.
   *
   * @throws dev.verdict.plugin.ci.CiProviderError if nobody is set up for it
   */
  CiProvider of(CiRun run);
}
