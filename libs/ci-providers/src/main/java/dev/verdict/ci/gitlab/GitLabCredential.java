package dev.verdict.ci.gitlab;

import dev.verdict.plugin.ci.ProviderSettings;

/** A token, and the header in which GitLab wants one of its kind. */
record GitLabCredential(String header, String value) {
  static final String PERSON = "PRIVATE-TOKEN";
  private static final String JOB = "JOB-TOKEN";
  private static final String OAUTH = "Authorization";

  static GitLabCredential of(ProviderSettings settings) {
    String token = settings.text("token").orElse(null);
    if (token == null) {
      return settings
          .text("job_token")
          .map(ofJob -> new GitLabCredential(JOB, ofJob))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "token: absent (expected: a token, or job_token inside a job)"));
    }
    // Who hands the token of his job on as a token means well.
    String header = token.startsWith("glcbt-") ? JOB : settings.required("token_header");
    return switch (header) {
      case PERSON, JOB -> new GitLabCredential(header, token);
      case OAUTH -> new GitLabCredential(header, "Bearer " + token);
      default ->
          throw new IllegalArgumentException(
              "token_header: " + header + " (expected: PRIVATE-TOKEN, JOB-TOKEN, Authorization)");
    };
  }

  boolean ofJob() {
    return header.equals(JOB);
  }

  @Override
  public String toString() {
    return header + ": ***";
  }
}
