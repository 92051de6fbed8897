package dev.verdict.cli.command;

import dev.verdict.contract.api.CiContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where in a CI system the run belongs; kept with the run. */
final class CiOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "github gitlab jenkins azure circleci travis bitbucket teamcity local generic auto"
              + " (default: ${DEFAULT-VALUE}).")
  private String provider = "auto";

  @Option(
      names = "--pr-number",
      paramLabel = "N",
      description = "The pull request that the run is for.")
  private @Nullable String prNumber;

  @Option(names = "--repository", paramLabel = "NAME", description = "Such as owner/name.")
  private @Nullable String repository;

  @Option(names = "--build-id", paramLabel = "ID", description = "Of the CI system.")
  private @Nullable String buildId;

  @Option(names = "--branch", description = "That was tested.")
  private @Nullable String branch;

  @Option(names = "--commit-sha", paramLabel = "SHA", description = "That was tested.")
  private @Nullable String commitSha;

  @Option(names = "--url", paramLabel = "URL", description = "Of the CI system.")
  private @Nullable String url;

  CiContext context() {
    return new CiContext(
        provider.equals("auto") ? null : provider,
        repository,
        buildId,
        commitSha,
        branch,
        prNumber,
        url);
  }
}
