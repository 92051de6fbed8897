package dev.verdict.ci.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which CI system this is. */
public final class Detection {
  private static final long MOST_BYTES = 32L << 20;

  /** How one CI system is known, and read. */
  private record Known(Predicate<Variables> sign, Function<Variables, CiEnvironment> read) {}

  /**
   * TeamCity before Jenkins: both set BUILD_NUMBER. Jenkins last: agents may carry its variables.
   */
  private static final List<Known> KNOWN =
      List.of(
          new Known(all -> all.has("TEAMCITY_VERSION"), TeamCityJob::read),
          new Known(all -> all.says("GITHUB_ACTIONS", "true"), GitHubJob::read),
          new Known(all -> all.says("GITLAB_CI", "true"), GitLabJob::read),
          new Known(all -> all.says("TF_BUILD", "true"), AzureJob::read),
          new Known(all -> all.says("CIRCLECI", "true"), CircleJob::read),
          new Known(all -> all.says("TRAVIS", "true"), TravisJob::read),
          new Known(
              all -> all.has("BITBUCKET_BUILD_NUMBER") || all.has("BITBUCKET_COMMIT"),
              BitbucketJob::read),
          new Known(
              all ->
                  all.has("JENKINS_URL")
                      || all.has("HUDSON_URL")
                      || all.part(all.first("BUILD_TAG"), "^(jenkins-)") != null,
              JenkinsJob::read));

  private Detection() {}

  /** Empty where no CI system says that it is there. */
  public static Optional<CiEnvironment> of(Map<String, String> environment) {
    return of(environment, Detection::text);
  }

  /**
   * @param files gives the text of a file that the CI system names in a variable
   */
  public static Optional<CiEnvironment> of(
      Map<String, String> environment, Function<String, Optional<String>> files) {
    Variables all = new Variables(Map.copyOf(environment), files);
    return KNOWN.stream()
        .filter(each -> each.sign().test(all))
        .findFirst()
        .map(each -> each.read().apply(all));
  }

  private static Optional<String> text(String file) {
    Path path = Path.of(file);
    try {
      return Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES
          ? Optional.of(Files.readString(path))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
