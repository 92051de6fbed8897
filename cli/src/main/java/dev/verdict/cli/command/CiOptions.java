package dev.verdict.cli.command;

import dev.verdict.ci.environment.CiEnvironment;
import dev.verdict.ci.environment.Detection;
import dev.verdict.contract.api.CiContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where in a CI system the run belongs; kept with the run. */
final class CiOptions {
  private static final String AUTO = "auto";

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "github gitlab jenkins azure circleci travis bitbucket teamcity local generic auto"
              + " (default: ${DEFAULT-VALUE}, the one whose job this is).")
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

  /** In a job of a CI system what it says of itself, as far as nobody said otherwise. */
  CiContext context(Map<String, String> environment) {
    Optional<CiEnvironment> job =
        Detection.of(environment)
            .filter(found -> provider.equals(AUTO) || provider.equals(found.provider()));
    return new CiContext(
        or(provider.equals(AUTO) ? null : provider, job.map(CiEnvironment::provider)),
        or(repository, job.map(CiEnvironment::repository)),
        or(buildId, job.map(CiEnvironment::buildId)),
        or(commitSha, job.map(CiEnvironment::commitSha)),
        or(branch, job.map(CiEnvironment::branch)),
        or(prNumber, job.map(CiEnvironment::prNumber)),
        or(url, job.map(CiEnvironment::url)));
  }

  private static @Nullable String or(@Nullable String said, Optional<String> found) {
    return said == null ? found.orElse(null) : said;
  }
}
