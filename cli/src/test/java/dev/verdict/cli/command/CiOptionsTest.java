package dev.verdict.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.CiContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CiOptionsTest {
  private static final Map<String, String> JOB =
      Map.of(
          "GITHUB_ACTIONS", "true",
          "GITHUB_REPOSITORY", "octo-org/hello-world",
          "GITHUB_RUN_ID", "42",
          "GITHUB_SHA", "0123abc",
          "GITHUB_REF", "refs/pull/7/merge",
          "GITHUB_HEAD_REF", "feature",
          "GITHUB_SERVER_URL", "https://github.com");

  private static CiContext context(Map<String, String> environment, String... arguments) {
    return CommandLine.populateCommand(new CiOptions(), arguments).context(environment);
  }

  @Test
  void aJobOfACiSystemSaysWhatNobodyElseSays() {
    CiContext job =
        new CiContext(
            "github",
            "octo-org/hello-world",
            "42",
            "0123abc",
            "feature",
            "7",
            "https://github.com/octo-org/hello-world/actions/runs/42");
    assertThat(context(JOB)).isEqualTo(job);
    assertThat(context(JOB, "--provider", "github")).isEqualTo(job);
    assertThat(context(JOB, "--build-id", "43", "--branch", "main"))
        .isEqualTo(
            new CiContext(
                "github", job.repository(), "43", job.commitSha(), "main", "7", job.url()));
  }

  @Test
  void whoNamesAnotherCiSystemGetsNothingOfThisOne() {
    assertThat(context(JOB, "--provider", "gitlab", "--build-id", "9"))
        .isEqualTo(new CiContext("gitlab", null, "9", null, null, null, null));
    assertThat(context(Map.of()))
        .isEqualTo(new CiContext(null, null, null, null, null, null, null));
  }
}
