package dev.verdict.plugin.ci;

import java.util.Locale;

/** What CI systems differ in. Each provider says of each how far it has it. */
public enum Capability {
  /** An object of the CI system that shows our run: a check run, a test run, a report. */
  TEST_RUN,
  /** A mark on a commit. */
  BUILD_STATUS,
  /** A comment on a pull request, found again and edited. */
  PR_COMMENT,
  /** The files of a run can be listed and fetched. */
  ARTIFACTS,
  /** A file can be given to the CI system from outside a build. */
  ARTIFACT_UPLOAD,
  /** Whether a run of the CI system goes on, and how it ended. */
  RUN_STATUS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
