package dev.verdict.plugin.ci;

import java.util.Locale;

/**
 * What a provider can be asked for. The word is what people see and what metrics are tagged with.
 */
public enum Operation {
  INITIALIZE,
  CREATE_TEST_RUN,
  UPDATE_TEST_RUN,
  ADD_PR_COMMENT,
  UPLOAD_ARTIFACT,
  DOWNLOAD_ARTIFACT,
  LIST_ARTIFACTS,
  GET_ARTIFACT_URL,
  GET_TEST_RUN_STATUS,
  LIST_DELIVERIES,
  RESOLVE_COMMIT,
  SET_BUILD_STATUS,
  CLOSE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
